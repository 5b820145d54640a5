/** Names that options must have. */

/** Slips of so many letters are taken for the name that was meant. */
const SLIP = 2;

/**
 * @param what one of them, e.g. "option", and `owner` what has them, e.g. "a LIF layer"
 * @throws unless `known` holds all names of `given`, in one sentence: 'unknown option "betta" of a LIF layer: did you mean beta?'
 */
export function requireKnown(
	what: string,
	owner: string,
	given: object,
	known: readonly string[],
): void {
	const unknown = Object.keys(given).find((name) => !known.includes(name));
	if (unknown === undefined) return;
	const fewest = Math.min(SLIP, ...known.map((name) => slips(unknown, name)));
	const near = known.filter((name) => slips(unknown, name) === fewest);
	throw new Error(
		`unknown ${what} "${unknown}" of ${owner}: ${near.length > 0 ? `did you mean ${near.join(" or ")}?` : `choose from ${known.join(", ")}`}`,
	);
}

/** Letters to add, to leave out or to change until one word is the other, in whatever case (Levenshtein's distance). */
function slips(a: string, b: string): number {
	const [from, to] = [a, b].map((word) => word.toLowerCase());
	let row = Array.from({ length: to.length + 1 }, (_, k) => k);
	for (let i = 1; i <= from.length; i++) {
		const next = [i];
		for (let j = 1; j <= to.length; j++) {
			const changed = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
			next.push(Math.min(changed, row[j] + 1, next[j - 1] + 1));
		}
		row = next;
	}
	return row[to.length];
}
