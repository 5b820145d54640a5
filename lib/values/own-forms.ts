/** Objects that bring the forms in which they are shown: a convention of Deno's kernel that ours follows. */

/** The name of the method that returns MIME type → content. */
export const OWN_FORMS: unique symbol = Symbol.for("Jupyter.display");

/** What the object's method returns, perhaps as a promise; undefined where there is no such method. */
export function ownForms(shown: unknown): unknown {
	const own = shown as { [OWN_FORMS]?: () => unknown } | null | undefined;
	return typeof own?.[OWN_FORMS] === "function" ? own[OWN_FORMS]() : undefined;
}
