/** A number chosen by a slider. */
import { shortNumber } from "../values/numbers.js";
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
	const decimals = Math.max(0, -Math.floor(Math.log10(step)));
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
			readout_format: `.${decimals}f`,
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
