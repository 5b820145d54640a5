/** The length of a vector of parameters or of their gradient. */

/** Euclidean norm, ‖v‖. */
export function euclideanNorm(values: Float32Array): number {
	let squares = 0;
	for (const value of values) squares += value ** 2;
	return Math.sqrt(squares);
}
