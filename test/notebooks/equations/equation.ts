/** What a tag stands for: a quantity, the variables of its equation, and the library function that computes it. */

/** What a variable is drawn from: lowest and highest value, or single values. */
export type Range =
	| readonly [number, number]
	| { readonly among: readonly number[] };

/** By the names that `plain` gives them: "h_s[t-1]". */
export type Numbers = Readonly<Record<string, number>>;
export type Lists = Readonly<Record<string, readonly number[]>>;

export interface Equation {
	/** What `\tag{…}` says: "src.h". */
	readonly tag: string;
	/** The quantity that the library computes: the left side, or a variable of an equation that is not solved for it. */
	readonly defines: string;
	readonly variables: Readonly<Record<string, Range>>;
	/** Variables that the equation sums over: entries each, and what they are drawn from. */
	readonly lists?: Readonly<
		Record<string, { readonly length: number; readonly of: Range }>
	>;
	/** Variables whose sign makes no difference. */
	readonly even?: readonly string[];
	/** The library's value of `defines`. */
	readonly library: (
		numbers: Numbers,
		lists: Lists,
	) => number | Promise<number>;
}
