/** How much of a run is done and how long the rest will take. */

/** One notebook of the plan. */
export interface PlannedNotebook {
	readonly name: string;
	/** Number of code cells. */
	readonly cells: number;
	/** Seconds of each cell in an earlier run, if there was one. */
	readonly expected: readonly number[] | undefined;
}

/** Weighs cells by their time in earlier runs; a cell never seen counts as the mean of the unseen ones done so far. */
export class Estimate {
	private readonly expected: (number | undefined)[];
	private done = 0;
	private unseenSeconds = 0;
	private unseenCells = 0;

	constructor(notebooks: readonly PlannedNotebook[]) {
		this.expected = notebooks.flatMap(({ cells, expected }) =>
			expected ? [...expected] : Array<undefined>(cells).fill(undefined),
		);
	}

	/** The next cell took `seconds`. */
	cellDone(seconds: number): void {
		if (this.expected[this.done++] !== undefined) return;
		this.unseenSeconds += seconds;
		this.unseenCells++;
	}

	/** The next `cells` cells will not run, because an earlier one failed. */
	skip(cells: number): void {
		this.expected.splice(this.done, cells);
	}

	/** Seconds left when the running cell has run for `inCell` seconds; undefined while there is nothing to judge by. */
	secondsLeft(inCell: number): number | undefined {
		const rest = this.expected.slice(this.done);
		if (rest.length === 0) return 0;
		const weights = rest.map((seconds) => this.weight(seconds));
		if (weights.some((weight) => weight === undefined)) return undefined;
		const [current, ...later] = weights as number[];
		return Math.max(0, current - inCell) + sum(later);
	}

	/** Share of the work done, 0 … 1; by the number of cells while there is nothing better. */
	share(inCell: number): number {
		const weights = this.expected.map((seconds) => this.weight(seconds) ?? 1);
		const total = sum(weights);
		if (total === 0) return 1;
		const current = Math.min(inCell, weights[this.done] ?? 0);
		return (sum(weights.slice(0, this.done)) + current) / total;
	}

	private weight(expected: number | undefined): number | undefined {
		if (expected !== undefined) return expected;
		return this.unseenCells ? this.unseenSeconds / this.unseenCells : undefined;
	}
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
