/** Input currents over time for a single neuron, [T] each; what W s_in would be. */
import { isCount, requireRange } from "../../checks/require-range.js";

/** `amplitude` from step `from` on, up to but not including step `to`; silence around it. @throws if one of these is no step */
export function stepCurrent(
	steps: number,
	amplitude: number,
	from: number,
	to: number = steps,
): Float32Array {
	requireStep("from, where a current begins,", from);
	requireStep("to, where a current ends,", to);
	return new Float32Array(steps).fill(amplitude, from, to);
}

/** Pulses of `amplitude`, each `length` steps long, that begin at the steps of `starts`. @throws if one of these is no step */
export function pulseCurrent(
	steps: number,
	amplitude: number,
	starts: readonly number[],
	length = 1,
): Float32Array {
	const current = new Float32Array(steps);
	requireStep("length of a pulse", length);
	for (const start of starts) {
		requireStep("start of a pulse", start);
		current.fill(amplitude, start, start + length);
	}
	return current;
}

/** A step below 0 would be counted from the end. */
function requireStep(what: string, step: number): void {
	requireRange(what, step, "an integer ≥ 0", isCount(step));
}
