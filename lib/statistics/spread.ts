/** Mean and spread over the seeds of an experiment. */
import { minus } from "../text/numbers.js";

export interface Spread {
	readonly count: number;
	readonly mean: number;
	/** Sample standard deviation (n − 1); null for a single value, which has none. */
	readonly deviation: number | null;
}

/** @throws if there is no value, or one is not a finite number */
export function meanAndDeviation(values: readonly number[]): Spread {
	const count = values.length;
	if (count === 0)
		throw new Error("mean and deviation of no values: give at least one");
	const odd = values.findIndex((value) => !Number.isFinite(value));
	if (odd >= 0)
		throw new Error(
			`value ${odd} is ${values[odd]}: mean and deviation need finite numbers`,
		);
	const mean = values.reduce((sum, value) => sum + value, 0) / count;
	if (count === 1) return { count, mean, deviation: null };
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return { count, mean, deviation: Math.sqrt(squares / (count - 1)) };
}

/** "96.31 ± 0.12", or "96.31" for a single value. */
export function formatSpread(
	{ mean, deviation }: Pick<Spread, "mean" | "deviation">,
	digits = 2,
): string {
	const spread =
		deviation === null ? "" : ` ± ${toDecimals(deviation, digits)}`;
	return minus(`${toDecimals(mean, digits)}${spread}`);
}

/** Halves go away from zero as they are written: 88.235 → 88.24, which in binary lies below the half. A sum may end in …4999 besides: that must not hang on the order of its terms. */
function toDecimals(value: number, digits: number): string {
	const scale = 10 ** digits;
	const units = Math.round(Number((Math.abs(value) * scale).toPrecision(12)));
	return ((Math.sign(value) * units) / scale).toFixed(digits);
}
