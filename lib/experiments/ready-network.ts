/** A trained network to look into: of a committed training if there is one that fits the data at hand, else trained here in seconds. */
import type { ImageDataset } from "../data/dataset.js";
import type { Encoding } from "../encoding/encoding.js";
import type { Engine } from "../engine/engine.js";
import { architecture } from "../network/architecture.js";
import type { Network } from "../network/network.js";
import { runId } from "../training/record.js";
import { ALL_IMAGES } from "./all-images.js";
import type { PlannedTraining } from "./experiment.js";
import { trainLive } from "./live-training.js";
import type { Line } from "./progress-panel.js";
import type { Scale } from "./scale.js";
import { SHALLOW } from "./shallow.js";
import { trainedNetwork } from "./trained-weights.js";

export interface ReadyNetwork {
	readonly network: Network;
	/** With which it learned, and is to be tested. */
	readonly encoding: Encoding;
	readonly seed: number;
	/** What it is and where it comes from, for captions: "SRC 784-100, trained on 50,000 images". */
	readonly title: string;
}

/** Images and epochs of a network that is trained here, on data for which no weights are committed. */
const HERE = {
	smoke: { train: 200, epochs: 1 },
	quick: { train: 4000, epochs: 2 },
	paper: { train: 50_000, epochs: 10 },
} as const;

/** A 784-100 network of the cell, for the images of `dataset`; `line` shows a training, if one is needed. */
export async function readyNetwork(
	cell: "src" | "lif",
	scale: Scale,
	dataset: ImageDataset,
	engine: Engine,
	line: Line,
): Promise<ReadyNetwork> {
	for (const run of committed(cell, dataset.name)) {
		const network = await trainedNetwork(runId(run.plan, run.data));
		if (network) return ready(run, network);
	}
	const { epochs, train: images } = HERE[scale];
	const [first] = planned(cell, scale);
	const run = { ...first, plan: { ...first.plan, epochs } };
	const few = firstImages(dataset, images);
	const { network } = await trainLive(run.plan, few, engine, { line });
	return ready(
		{ ...run, data: { ...run.data, train: few.train.count } },
		network,
	);
}

/** Trainings at the paper's scale whose weights may be at hand, the best known first. */
function committed(
	cell: "src" | "lif",
	data: string,
): readonly PlannedTraining[] {
	const shallow = planned(cell, "paper").filter(
		(run) => run.data.name === data,
	);
	const all = ALL_IMAGES.runs("paper").filter(
		(run) => run.data.name === data && cell === "src",
	);
	return [...shallow, ...all];
}

function planned(cell: "src" | "lif", scale: Scale): PlannedTraining[] {
	return SHALLOW.runs(scale, [1]).filter(
		({ plan }) =>
			plan.network.layers.length === 1 &&
			plan.network.layers[0].cell === cell &&
			plan.encoding.code === "rate",
	);
}

function ready(
	{ plan, data }: PlannedTraining,
	network: Network,
): ReadyNetwork {
	const { encoding, seed } = plan;
	const name = `${plan.network.layers[0].cell.toUpperCase()} ${architecture(plan.network)}`;
	const images = data.train.toLocaleString("en-GB");
	return {
		network,
		encoding,
		seed,
		title: `${name}, trained on ${images} images for ${plan.epochs} ${plan.epochs > 1 ? "epochs" : "epoch"}`,
	};
}

/** The data set with at most so many training images. */
function firstImages(dataset: ImageDataset, most: number): ImageDataset {
	const { train: all } = dataset;
	const count = Math.min(all.count, most);
	const pixels = all.images.length / all.count;
	return {
		...dataset,
		train: {
			...all,
			count,
			images: all.images.subarray(0, count * pixels),
			labels: all.labels.subarray(0, count),
		},
	};
}
