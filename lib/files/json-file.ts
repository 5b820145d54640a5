/** Files of JSON whose fields are known. */

/**
 * The object that such a file holds.
 * @param name of the file, for the error
 * @param fields that it must have
 * @param remedy what to do about a damaged file
 * @throws if the text is no JSON, or a field is missing
 */
export function parseJson<T extends object>(
	name: string,
	text: string,
	fields: readonly (keyof T & string)[],
	remedy: string,
): T {
	const damaged = (why: string) =>
		new Error(`${name} is damaged (${why}): ${remedy}`);
	let content: T | null;
	try {
		content = JSON.parse(text);
	} catch {
		throw damaged(`${text.length} characters, no valid JSON`);
	}
	const missing = fields.find((field) => content?.[field] === undefined);
	if (missing) throw damaged(`it has no "${missing}"`);
	return content as T;
}
