/** What a network decides: the label whose readout is largest at the last step. */

/** How many samples have their label's logit largest; `logits` is [B × labels]. */
export function countCorrect(logits: Float32Array, labels: Uint8Array): number {
	const classes = logits.length / labels.length;
	let correct = 0;
	for (let b = 0; b < labels.length; b++) {
		let best = 0;
		for (let k = 1; k < classes; k++)
			if (logits[b * classes + k] > logits[b * classes + best]) best = k;
		if (best === labels[b]) correct++;
	}
	return correct;
}
