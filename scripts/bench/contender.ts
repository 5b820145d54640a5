/** One side of a benchmark: something that differentiates a problem and trains on it. */
import type { Gradients } from "spiking-recurrent-cell";

/** What both sides must agree on before any time counts. */
export interface Answer {
	/** [B' × labels] on the fixed spikes. */
	readonly logits: Float32Array;
	/** By the name of each learned parameter. */
	readonly gradients: Gradients;
}

export interface Contender {
	/** e.g. "fused (2 workers)" or "PyTorch, hoisted, 1 thread". */
	readonly name: string;
	/** Logits and gradients on the fixed spikes, with the starting weights; asked for before the first `step`. */
	compare(): Promise<Answer>;
	/** One training step: draws the spikes, runs forward and backward, updates the weights. @returns its time in ms */
	step(): Promise<number>;
}

/** How far `b` is from `a`: the greatest relative error, in the Euclidean norm, of the logits and of each gradient. */
export function disagreement(a: Answer, b: Answer): number {
	let worst = relativeError("logits", a.logits, b.logits);
	for (const [name, gradient] of a.gradients) {
		const other = b.gradients.get(name);
		if (!other) throw new Error(`the peer has no gradient of "${name}"`);
		worst = Math.max(worst, relativeError(name, gradient, other));
	}
	return worst;
}

function relativeError(name: string, a: Float32Array, b: Float32Array): number {
	if (a.length !== b.length)
		throw new Error(
			`"${name}" has ${a.length} numbers on one side and ${b.length} on the other`,
		);
	let difference = 0;
	let size = 0;
	for (let k = 0; k < a.length; k++) {
		difference += (a[k] - b[k]) ** 2;
		size += a[k] ** 2;
	}
	return size === 0 ? Math.sqrt(difference) : Math.sqrt(difference / size);
}
