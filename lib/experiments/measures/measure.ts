/** What a measurement is: numbers of networks that are trained already, or need no training. */
import type { Dataset } from "../../data/dataset.js";
import type { DataRequest } from "../../data/request.js";
import type { Encoding } from "../../encoding/encoding.js";
import type { Engine } from "../../engine/engine.js";
import type { Network } from "../../network/network.js";
import { type Evaluation, evaluate } from "../../training/evaluate.js";
import { runId } from "../../training/record.js";
import type { PlannedTraining } from "../experiment.js";
import type { Measurement } from "../records/measurements.js";
import { trainedNetwork } from "../records/trained-weights.js";
import type { Scale } from "../scale.js";

export interface MeasureContext {
	readonly scale: Scale;
	readonly engine: Engine;
	load(request: DataRequest): Promise<Dataset>;
	say(sentence: string): void;
}

export interface Measure {
	/** What the command line calls it; also the experiment of its rows. */
	readonly name: string;
	readonly question: string;
	/** The trainings whose weights it takes; absent where it takes none. */
	runs?(scale: Scale): readonly PlannedTraining[];
	measure(context: MeasureContext): Promise<readonly Measurement[]>;
}

/** A network that one of the trainings left. */
export interface Trained {
	readonly run: PlannedTraining;
	readonly id: string;
	readonly network: Network;
	/** Accuracy and activity of a network on the test images of the training, by its code unless another is given. */
	test(network: Network, encoding?: Encoding): Promise<Evaluation>;
}

/**
 * The networks of these trainings whose weights are at hand, one after another.
 * @throws if there are none
 */
export async function* trained(
	runs: readonly PlannedTraining[],
	{ engine, load, say }: MeasureContext,
): AsyncGenerator<Trained> {
	let found = 0;
	for (const run of runs) {
		const id = runId(run.plan, run.data);
		const network = await trainedNetwork(id);
		if (!network) continue;
		found++;
		const { encoding, seed, experiment } = run.plan;
		say(`${experiment}: ${run.variant}, seed ${seed} …`);
		const dataset = await load({ ...run.data, train: 1, validation: 1 });
		yield {
			run,
			id,
			network,
			test: (other, code = encoding) =>
				evaluate(other, dataset.test, code, seed, engine),
		};
	}
	const [first] = runs;
	if (found === 0)
		throw new Error(
			`no trained weights of "${first.variant}" are at hand: make them with "npm run train -- ${first.plan.experiment} --resume" at the same scale`,
		);
}
