/** What makes a figure move: its frames, and the buttons and slider under it. */
import type { Layout } from "plotly.js-dist-min";
import type { Trace } from "../parts/trace.js";
import { FONT_SIZE, INK } from "../theme.js";

/** A moment: new values for some traces of the figure. */
export interface Frame {
	/** What the slider calls it, e.g. a step's number. */
	readonly name: string;
	/** Which traces, and what changes in each. */
	readonly traces: readonly number[];
	readonly data: readonly Trace[];
}

export interface Animation {
	readonly frames: readonly Frame[];
	/** What the frames are counted by: "step". */
	readonly unit: string;
	/** How long each is shown, ms; 200 unless given. */
	readonly duration?: number;
	/** What paper shows; all traces of the figure unless given. */
	readonly still?: readonly Trace[];
	/** Place of the frame that equals the figure as it is before anything moves; 0 unless given. */
	readonly start?: number;
}

/** Room for the buttons and, below them, the slider, px: side by side they would meet in a narrow window. */
export const CONTROLS_HEIGHT = 112;
const BUTTONS_HEIGHT = 34;

/** Play, pause and a slider, `below` px under the plotting area. */
export function controls(
	{ frames, unit, duration = 200, start = 0 }: Animation,
	below: number,
): Partial<Layout> {
	const at = { x: 0, xanchor: "left", y: 0, yanchor: "top" } as const;
	const font = { size: FONT_SIZE.tick, color: INK.text };
	const go = (target: unknown, ms: number) => [
		target,
		{
			mode: "immediate",
			fromcurrent: true,
			frame: { duration: ms, redraw: true },
			transition: { duration: 0 },
		},
	];
	const button = (label: string, args: unknown[]) => ({
		label,
		method: "animate",
		args,
	});
	return {
		updatemenus: [
			{
				...at,
				type: "buttons",
				direction: "left",
				showactive: false,
				pad: { t: below },
				font,
				buttons: [
					button("play", go(null, duration)),
					button("pause", go([null], 0)),
				],
			},
		],
		sliders: [
			{
				...at,
				active: start,
				pad: { t: below + BUTTONS_HEIGHT },
				len: 1,
				font,
				currentvalue: { prefix: `${unit}: `, font, xanchor: "right" },
				steps: frames.map(({ name }) => button(name, go([name], 0))),
			},
		],
	} as unknown as Partial<Layout>;
}
