/** Cross-validation: K disjoint folds with the same share of every class. */

/** Fold k (1 … K) is the test part, the next one (after the last, the first) the validation part, all others train. */
export interface Fold {
	readonly k: number;
	/** K. */
	readonly of: number;
}

/** [count]: the fold, 1 … K, of each sample. The samples of each class are dealt out in order, so that it depends on nothing else. */
export function stratifiedFolds(
	labels: Uint8Array,
	folds: number,
): Uint32Array {
	const order = Uint32Array.from(labels.keys()).sort(
		(a, b) => labels[a] - labels[b] || a - b,
	);
	const dealt = new Uint32Array(labels.length);
	order.forEach((sample, place) => {
		dealt[sample] = 1 + (place % folds);
	});
	return dealt;
}

/** Positions of the samples in each part of a fold; without `validating`, what would validate trains, too. Throws when the fold is no number of 1 … K, or K is not in 3 … count. */
export function foldParts(
	labels: Uint8Array,
	{ k, of }: Fold,
	validating = true,
): { train: Uint32Array; validation: Uint32Array; test: Uint32Array } {
	if (!Number.isInteger(of) || of < 3 || of > labels.length)
		throw new Error(
			`the number of folds is ${of}: it must be an integer in 3 … ${labels.length}`,
		);
	if (!Number.isInteger(k) || k < 1 || k > of)
		throw new Error(`the fold is ${k}: it must be an integer in 1 … ${of}`);
	const dealt = stratifiedFolds(labels, of);
	const next = validating ? (k % of) + 1 : undefined;
	const where = (is: (fold: number) => boolean) =>
		Uint32Array.from(labels.keys()).filter((sample) => is(dealt[sample]));
	return {
		train: where((fold) => fold !== k && fold !== next),
		validation: where((fold) => fold === next),
		test: where((fold) => fold === k),
	};
}
