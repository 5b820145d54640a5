/** The generated parts of README.md, each between two marks that a reader of the rendered page does not see. */

/**
 * The text with `block` between `<!-- name:begin -->` and `<!-- name:end -->`.
 * @throws if a mark is missing
 */
export function withBlock(text: string, name: string, block: string): string {
	const [first, last] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
	const begin = text.indexOf(first);
	const end = text.indexOf(last);
	if (begin < 0 || end < begin)
		throw new Error(
			`README.md has no "${first}" followed by "${last}": put both where the generated part belongs`,
		);
	return `${text.slice(0, begin + first.length)}\n${block}\n${text.slice(end)}`;
}
