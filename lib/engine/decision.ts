/** What a network decides: the label whose readout is largest at the last step. */

/** The place of the largest value; the first of equals. */
export function decisionOf(values: ArrayLike<number>): number {
	let best = 0;
	for (let k = 1; k < values.length; k++)
		if (values[k] > values[best]) best = k;
	return best;
}

/** How many samples have their label's logit largest; `logits` is [B × labels]. */
export function countCorrect(logits: Float32Array, labels: Uint8Array): number {
	const classes = logits.length / labels.length;
	let correct = 0;
	for (const [b, label] of labels.entries())
		if (decisionOf(logits.subarray(b * classes, (b + 1) * classes)) === label)
			correct++;
	return correct;
}
