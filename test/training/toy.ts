/** A data set and a network so small that a training takes a blink. */
import {
	ADAM_DEFAULTS,
	type Dataset,
	type ImageSamples,
	leakyReadout,
	type Role,
	src,
	type TrainingPlan,
} from "spiking-recurrent-cell";

/** Two classes of 4 × 4 images, bright above or below: a data set that a few steps can learn. */
export function toyDataset(): Dataset {
	const part = <R extends Role>(
		role: R,
		count: number,
		first: number,
	): ImageSamples<R> => {
		const labels = Uint8Array.from({ length: count }, (_, k) => k % 2);
		const images = Uint8Array.from({ length: count * 16 }, (_, k) =>
			(k % 16 < 8 ? 0 : 1) === labels[Math.floor(k / 16)] ? 255 : 0,
		);
		return { kind: "images", role, count, images, labels, first };
	};
	return {
		name: "toy",
		title: "toy",
		origin: "built-in",
		checksum: "0",
		width: 4,
		height: 4,
		inputs: 16,
		classes: 2,
		labelNames: ["top", "bottom"],
		train: part("train", 64, 0),
		validation: part("validation", 16, 64),
		test: part("test", 16, 80),
	};
}

/** Learns them in two epochs. */
export const TOY_PLAN: TrainingPlan = {
	experiment: "toy",
	network: {
		inputs: 16,
		layers: [src(10, { bias: "learned" })],
		readout: leakyReadout(2),
	},
	encoding: { code: "rate", gain: 0.25, prefix: 5, steps: 40 },
	seed: 3,
	epochs: 2,
	batchSize: 16,
	adam: { ...ADAM_DEFAULTS, rate: 0.02 },
	schedule: "constant",
	clip: 1,
};
