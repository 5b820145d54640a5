/** How long each cell took when it last ran, so that the next run can say how long it will take. */
import { readFileSync } from "node:fs";
import { writeWhole } from "spiking-recurrent-cell/dist/files/whole-file.js";

/** Seconds of each code cell in order, by `scale/notebook`. */
type Recorded = Record<string, readonly number[]>;

export class Timings {
	private readonly recorded: Recorded;
	private readonly typical: Recorded;

	/**
	 * Reads `file`, and `typical` for what it does not have: times of another machine are better than none. A file that is missing or
	 * spoilt only costs the estimate.
	 */
	constructor(
		private readonly file: string,
		typical: string,
	) {
		this.recorded = readOr(file);
		this.typical = readOr(typical);
	}

	/** Seconds of each of the `cells` code cells, or undefined if the notebook never ran or has changed its length since. */
	expected(
		scale: string,
		notebook: string,
		cells: number,
	): readonly number[] | undefined {
		const key = `${scale}/${notebook}`;
		return [this.recorded[key], this.typical[key]].find(
			(seconds) => seconds?.length === cells,
		);
	}

	async record(
		scale: string,
		notebook: string,
		seconds: readonly number[],
	): Promise<void> {
		this.recorded[`${scale}/${notebook}`] = seconds.map(
			(value) => Math.round(value * 1000) / 1000,
		);
		await writeWhole(
			this.file,
			`${JSON.stringify(this.recorded, null, "\t")}\n`,
		);
	}
}

function readOr(file: string): Recorded {
	try {
		return JSON.parse(readFileSync(file, "utf8")) as Recorded;
	} catch {
		return {};
	}
}
