/** The equations by which images become spikes, and spikes images again. */
import {
	decodeRate,
	encodeLatency,
	rateDeviation,
	type SpikeTrain,
} from "spiking-recurrent-cell";
import {
	MARGIN,
	sceneOf,
} from "spiking-recurrent-cell/dist/data/camera/scene.js";
import type { Equation, Range } from "../equation.js";

/** Some of the intensities that a pixel of 8 bits can have, all above the thresholds here. */
const INTENSITY: Range = {
	among: Array.from({ length: 200 }, (_, k) => (k + 56) / 255),
};
const STEPS: Range = { among: [2, 10, 50, 200] };

const pixel = (intensity: number) => Uint8Array.of(Math.round(255 * intensity));

/** One line that spikes in the first `spikes` of `steps` steps. */
function spikesFirst(spikes: number, steps: number): SpikeTrain {
	return {
		steps,
		inputs: 1,
		offsets: Uint32Array.from({ length: steps + 1 }, (_, t) =>
			Math.min(t, spikes),
		),
		indices: new Uint16Array(spikes),
	};
}

export const ENCODING_EQUATIONS: readonly Equation[] = [
	{
		tag: "rate.decode",
		defines: "hat_p",
		variables: { n: { among: [0, 1, 2] }, N: STEPS },
		library: ({ n, N }) => {
			const code = { code: "rate", gain: 0.25, prefix: 0, steps: N } as const;
			return decodeRate(code, spikesFirst(n, N), N)[0];
		},
	},
	{
		tag: "rate.deviation",
		defines: "d",
		variables: { p: [0, 1], N: STEPS },
		library: ({ p, N }) => rateDeviation(0.25, p, N),
	},
	{
		tag: "latency.t",
		defines: "t_spike",
		variables: { p: INTENSITY, theta: [0, 0.2], T: STEPS },
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
	{
		tag: "camera.L",
		defines: "L",
		variables: { c: [-0.95, -0.1], v: INTENSITY },
		library: ({ c, v }) => {
			const { field, stride } = sceneOf(pixel(v), 1, 1, c, 0);
			return field[MARGIN * stride + MARGIN];
		},
	},
];
