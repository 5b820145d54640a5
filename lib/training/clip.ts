/** Gradient clipping by global norm (Pascanu, Mikolov and Bengio 2013). */
import type { Gradients } from "../engine/engine.js";

/** The joint Euclidean norm of all gradients. */
export function globalNorm(gradients: Gradients): number {
	let squares = 0;
	for (const gradient of gradients.values())
		for (let k = 0; k < gradient.length; k++)
			squares += gradient[k] * gradient[k];
	return Math.sqrt(squares);
}

/** Scales all gradients together, in place, so that their joint Euclidean norm is at most `limit`; returns the norm before. */
export function clipByGlobalNorm(gradients: Gradients, limit: number): number {
	const norm = globalNorm(gradients);
	if (norm > limit) {
		const scale = limit / norm;
		for (const gradient of gradients.values())
			for (let k = 0; k < gradient.length; k++) gradient[k] *= scale;
	}
	return norm;
}
