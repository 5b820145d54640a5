/** A trained network to look into: of a committed training if there is one that fits the data at hand, else trained here in seconds. */
import type { ImageDataset } from "../../data/dataset.js";
import type { Encoding } from "../../encoding/encoding.js";
import type { Engine } from "../../engine/engine.js";
import { canonicalJson } from "../../files/plain.js";
import { architecture } from "../../network/architecture.js";
import { completeSpec } from "../../network/complete.js";
import type { Network } from "../../network/network.js";
import { countText } from "../../text/numbers.js";
import type { TrainingPlan } from "../../training/plan.js";
import {
	committedRuns,
	type DatasetIdentity,
	identify,
	loadRecords,
	type RunRecord,
	type TestResult,
} from "../../training/record.js";
import type { PlannedTraining } from "../experiment.js";
import { trainLive } from "../live/live-training.js";
import type { Line } from "../live/progress-panel.js";
import { trainedNetwork } from "../records/trained-weights.js";
import type { Scale } from "../scale.js";
import { SHALLOW } from "../shallow.js";

export interface ReadyNetwork {
	readonly network: Network;
	/** With which it learned, and is to be tested. */
	readonly encoding: Encoding;
	readonly seed: number;
	/** What it is and where it comes from, for captions: "SRC 784-100, trained on 50,000 images". */
	readonly title: string;
	/** Whether the validation images were trained on, too: what is chosen on them is then chosen too boldly. */
	readonly sawValidation: boolean;
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
	for (const { id, plan, dataset: seen } of await recorded(
		cell,
		dataset.name,
	)) {
		const network = await trainedNetwork(id);
		if (network) return ready(plan, seen, network);
	}
	const { epochs, train: images } = HERE[scale];
	const [first] = planned(cell, scale);
	const plan = { ...first.plan, epochs };
	const few = firstImages(dataset, images);
	const { network } = await trainLive(plan, few, engine, { line });
	return ready(plan, identify(few), network);
}

/**
 * Recorded trainings of the network and code that are planned, of fresh weights, at whatever rate: those first that kept the validation images aside, then
 * those that saw most, then the latest. What they reached on test images is not looked at.
 */
async function recorded(
	cell: "src" | "lif",
	data: string,
): Promise<RunRecord<TestResult>[]> {
	const kind = ({ network, encoding }: TrainingPlan) =>
		canonicalJson([completeSpec(network), encoding]);
	const [{ plan }] = planned(cell, "paper");
	const aside = ({ dataset }: RunRecord<TestResult>) =>
		Math.sign(dataset.validation);
	const seen = (record: RunRecord<TestResult>) =>
		record.dataset.train * record.plan.epochs;
	return (await loadRecords(committedRuns()))
		.filter(
			(record) =>
				record.dataset.name === data &&
				record.start === undefined &&
				kind(record.plan) === kind(plan),
		)
		.sort(
			(a, b) =>
				aside(b) - aside(a) ||
				seen(b) - seen(a) ||
				b.finished.localeCompare(a.finished),
		);
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
	{ network: spec, encoding, seed, epochs }: TrainingPlan,
	{ train, validation }: Pick<DatasetIdentity, "train" | "validation">,
	network: Network,
): ReadyNetwork {
	const name = `${spec.layers[0].cell.toUpperCase()} ${architecture(spec)}`;
	const images = countText(train);
	return {
		network,
		encoding,
		seed,
		sawValidation: validation === 0,
		title: `${name}, trained on ${images} images for ${epochs} ${epochs > 1 ? "epochs" : "epoch"}`,
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
