/** A number chosen by a slider. */
import { shortNumber } from "../text/numbers.js";
import { Control } from "./control.js";

export interface SliderOptions {
	readonly from: number;
	readonly to: number;
	/** A hundredth of the range unless given. */
	readonly step?: number;
	/** Where it stands at first; `from` unless given. */
	readonly value?: number;
}

/**
 * The page reports a value when the slider is let go, not while it moves.
 * @throws if `from` … `to` is no range, or the value lies outside
 */
export function slider(
	label: string,
	{ from, to, step = (to - from) / 100, value = from }: SliderOptions,
): Control<number> {
	if (!(from < to))
		throw new Error(
			`slider "${label}" goes from ${from} to ${to}: give "to" a larger number than "from"`,
		);
	if (!(value >= from && value <= to))
		throw new Error(
			`slider "${label}" cannot stand at ${value}: give a value from ${from} to ${to}`,
		);
	const kind = {
		widget: "FloatSlider",
		label,
		state: (now: number) => ({
			min: from,
			max: to,
			step,
			value: now,
			orientation: "horizontal",
			readout: true,
			readout_format: `.${decimalsOf(from, step)}f`,
			continuous_update: false,
			behavior: "drag-tap",
		}),
		read: (state: Readonly<Record<string, unknown>>) =>
			typeof state.value === "number" ? state.value : undefined,
		words: (now: number) =>
			`${label}: ${shortNumber(now)} (from ${shortNumber(from)} to ${shortNumber(to)})`,
	};
	return new Control(kind, value);
}

/** Of so many digits after the point a readout would be too long. */
const MOST_DECIMALS = 4;

/** Digits after the point that the values `from`, `from` + `step`, … have. */
function decimalsOf(from: number, step: number): number {
	const whole = (value: number) =>
		Math.abs(value - Math.round(value)) < 1e-6 * Math.max(1, Math.abs(value));
	let decimals = 0;
	while (
		decimals < MOST_DECIMALS &&
		!(whole(from * 10 ** decimals) && whole(step * 10 ** decimals))
	)
		decimals++;
	return decimals;
}
