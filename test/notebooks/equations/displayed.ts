/** The displayed equations in a notebook's Markdown, `$$ … $$`, each with the tag that says which library function it is. */

export interface DisplayedEquation {
	/** LaTeX without its tag. */
	readonly tex: string;
	/** What `\tag{…}` says; undefined without one. */
	readonly tag: string | undefined;
}

/** Fenced and inline code, in which dollars are no mathematics. */
const CODE = /```[\s\S]*?```|`[^`\n]*`/g;
const DISPLAYED = /\$\$([\s\S]+?)\$\$/g;
const TAG = /\\tag\{([^}]*)\}/;

/** In the order of the text. */
export function displayedEquations(markdown: string): DisplayedEquation[] {
	return [...markdown.replace(CODE, "").matchAll(DISPLAYED)].map(([, tex]) => ({
		tex: tex.replace(TAG, "").trim(),
		tag: TAG.exec(tex)?.[1].trim(),
	}));
}
