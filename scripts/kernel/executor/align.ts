/** Finds the line of TypeScript that a line of the emitted JavaScript came from, without a source map (tslab makes none). */

interface Token {
	readonly text: string;
	/** First line is 1. */
	readonly line: number;
	/** First column is 1. */
	readonly column: number;
}

/**
 * The line of `source` that stands at `line` and `column` of `emitted`. The emitter drops types and adds wrappers, but keeps the order of
 * the tokens: the longest common subsequence of both token lists pairs them.
 */
export function sourceLine(
	source: string,
	emitted: string,
	line: number,
	column: number,
): number {
	const from = tokens(source);
	const to = tokens(emitted);
	const partner = alignment(from, to);
	let result = 1;
	for (let k = 0; k < to.length; k++) {
		if (to[k].line > line || (to[k].line === line && to[k].column > column))
			break;
		if (partner[k] >= 0) result = from[partner[k]].line;
	}
	return result;
}

function tokens(text: string): Token[] {
	return text.split("\n").flatMap((content, row) =>
		[...content.matchAll(/[\p{L}\p{N}_$]+|\S/gu)].map((match) => ({
			text: match[0],
			line: row + 1,
			column: match.index + 1,
		})),
	);
}

/** For every token of `to` the index of its partner in `from`, or −1. */
function alignment(from: readonly Token[], to: readonly Token[]): Int32Array {
	const width = to.length + 1;
	// common[i, k]: length of the longest common subsequence of from[i…] and to[k…].
	const common = new Uint32Array((from.length + 1) * width);
	for (let i = from.length - 1; i >= 0; i--)
		for (let k = to.length - 1; k >= 0; k--)
			common[i * width + k] =
				from[i].text === to[k].text
					? common[(i + 1) * width + k + 1] + 1
					: Math.max(common[(i + 1) * width + k], common[i * width + k + 1]);
	const partner = new Int32Array(to.length).fill(-1);
	for (let i = 0, k = 0; i < from.length && k < to.length; ) {
		if (from[i].text === to[k].text) partner[k++] = i++;
		else if (common[(i + 1) * width + k] > common[i * width + k + 1]) i++;
		else k++;
	}
	return partner;
}
