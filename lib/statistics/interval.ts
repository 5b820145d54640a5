/** Values over seeds → the 95 % interval of a weighted sum of their means, by Student's t. */
import { meanAndDeviation } from "./spread.js";
import { quantile975 } from "./student.js";

/**
 * What an interval is made of: differences of runs with the same seed or fold; the spread of independent runs; nothing, because a piece has
 * a single seed, or because there is no chance in the value.
 */
export type IntervalBasis = "paired" | "independent" | "single seed" | "exact";

/** A mean with its weight in the sum. */
export interface Term {
	readonly weight: number;
	/** Seeds or folds, null where there is no chance in a value … */
	readonly seeds: readonly (number | null)[];
	/** … and their values, in the same order. */
	readonly values: readonly number[];
}

export interface Interval {
	/** Half its length; null when there is none. */
	readonly uncertainty: number | null;
	readonly basis: IntervalBasis;
}

/** The interval of Σ weight · mean. Runs with the same seed or fold saw the same samples in the same order, so that they are compared one by one. */
export function intervalOf(terms: readonly Term[]): Interval {
	const random = terms.filter(
		({ seeds, values }) => values.length > 1 || seeds.some((s) => s !== null),
	);
	if (random.length === 0) return { uncertainty: null, basis: "exact" };
	if (random.some(({ values }) => values.length < 2))
		return { uncertainty: null, basis: "single seed" };
	if (random.length > 1 && haveSameSeeds(random))
		return { uncertainty: paired(random), basis: "paired" };
	return { uncertainty: independent(random), basis: "independent" };
}

function haveSameSeeds(terms: readonly Term[]): boolean {
	const [first, ...others] = terms.map(({ seeds }) => new Set(seeds));
	return (
		!first.has(null) &&
		first.size === terms[0].seeds.length &&
		others.every(
			(other, k) =>
				other.size === terms[k + 1].seeds.length &&
				other.size === first.size &&
				[...first].every((seed) => other.has(seed)),
		)
	);
}

/** t · s / √n of the sums seed by seed. */
function paired(terms: readonly Term[]): number {
	const sums = terms[0].seeds.map((seed) =>
		terms.reduce(
			(sum, { weight, seeds, values }) =>
				sum + weight * values[seeds.indexOf(seed)],
			0,
		),
	);
	const { deviation, count } = meanAndDeviation(sums);
	return (quantile975(count - 1) * Number(deviation)) / Math.sqrt(count);
}

/** Welch's interval (Welch 1947; degrees of freedom after Satterthwaite 1946): these are rounded down, which makes it longer rather than shorter. */
function independent(terms: readonly Term[]): number {
	const parts = terms.map(({ weight, values }) => {
		const { deviation, count } = meanAndDeviation(values);
		return {
			variance: (weight * Number(deviation)) ** 2 / count,
			freedom: count - 1,
		};
	});
	const variance = parts.reduce((sum, part) => sum + part.variance, 0);
	if (variance === 0) return 0;
	const denominator = parts.reduce(
		(sum, part) => sum + part.variance ** 2 / part.freedom,
		0,
	);
	// rounding must not take a whole degree away
	const freedom = Math.floor(variance ** 2 / denominator + 1e-9);
	return quantile975(freedom) * Math.sqrt(variance);
}
