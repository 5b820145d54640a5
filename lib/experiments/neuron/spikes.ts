/** Spikes in an output trace: where they begin and how long they last. */

/** A stretch of steps with an output above 0. */
export interface Spike {
	readonly start: number;
	/** Steps. */
	readonly length: number;
	/** Largest output on the way. */
	readonly peak: number;
	/** Sum of the outputs on the way: what the spike weighs at the next layer. */
	readonly area: number;
}

/** The spikes of one neuron's output ([T]); one that the end of the trace cuts off is left out. */
export function findSpikes(output: ArrayLike<number>): Spike[] {
	const spikes: Spike[] = [];
	let start = -1;
	let peak = 0;
	let area = 0;
	for (let t = 0; t < output.length; t++) {
		if (output[t] > 0) {
			if (start < 0) start = t;
			peak = Math.max(peak, output[t]);
			area += output[t];
		} else if (start >= 0) {
			spikes.push({ start, length: t - start, peak, area });
			start = -1;
			peak = 0;
			area = 0;
		}
	}
	return spikes;
}
