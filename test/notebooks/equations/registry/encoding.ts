/** The equations by which images become spikes. */
import { encodeLatency } from "spiking-recurrent-cell";
import type { Equation, Range } from "../equation.js";

/** The intensities that a pixel of 8 bits can have, bright enough for a threshold of at most 0.2. */
const INTENSITY: Range = {
	among: Array.from({ length: 200 }, (_, k) => (k + 56) / 255),
};

const pixel = (intensity: number) => Uint8Array.of(Math.round(255 * intensity));

export const ENCODING_EQUATIONS: readonly Equation[] = [
	{
		tag: "latency.t",
		defines: "t_spike",
		variables: {
			p: INTENSITY,
			theta: [0, 0.2],
			T: { among: [2, 10, 50, 200] },
		},
		library: ({ p, theta, T }) => {
			const code = {
				code: "latency",
				threshold: theta,
				prefix: 0,
				steps: T,
			} as const;
			const { offsets } = encodeLatency(code, pixel(p));
			return offsets.findIndex((spikes) => spikes > 0) - 1;
		},
	},
];
