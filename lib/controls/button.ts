/** A button; its value is how often it was clicked. */
import { Control } from "./control.js";

/**
 * It starts at 0 clicks; `onChange` says what a click does.
 * @param label what stands on it
 */
export function button(label: string): Control<number> {
	let clicks = 0;
	const kind = {
		widget: "Button",
		label,
		state: () => ({ button_style: "", icon: "" }),
		read: ({ event }: Readonly<Record<string, unknown>>) =>
			event === "click" ? ++clicks : undefined,
		words: (now: number) => `[${label}] clicked ${now} times`,
	};
	return new Control(kind, clicks);
}
