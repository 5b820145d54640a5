/** Input currents over time for a single neuron, [T] each; what W s_in would be. */

/** `amplitude` from step `from` on, up to but not including step `to`; silence around it. */
export function stepCurrent(
	steps: number,
	amplitude: number,
	from: number,
	to: number = steps,
): Float32Array {
	return new Float32Array(steps).fill(amplitude, from, to);
}

/** Pulses of `amplitude`, each `length` steps long, that begin at the steps of `starts`. */
export function pulseCurrent(
	steps: number,
	amplitude: number,
	starts: readonly number[],
	length = 1,
): Float32Array {
	const current = new Float32Array(steps);
	for (const start of starts) current.fill(amplitude, start, start + length);
	return current;
}
