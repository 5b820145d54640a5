/** One pass over the training samples. */
import type { Samples } from "../data/dataset.js";
import { totalSteps } from "../encoding/encoding.js";
import { addActivity, summariseActivity } from "../engine/activity.js";
import type { Engine, Gradients, LayerActivity } from "../engine/engine.js";
import { batchOf, chunks, shuffled } from "./batches.js";
import type { TrainingState } from "./checkpoint.js";
import { clipByGlobalNorm } from "./clip.js";
import { notFinite } from "./not-finite.js";
import type { TrainingPlan } from "./plan.js";
import type { Means, Report } from "./progress.js";
import { rateFactor } from "./schedule.js";

/**
 * Trains on every sample once, in an order drawn from seed and epoch; the network and the optimiser in `state` change.
 * @throws if the loss, a gradient or a parameter becomes a value that is not a number
 */
export async function trainEpoch(
	plan: TrainingPlan,
	epoch: number,
	{ network, adam }: TrainingState,
	samples: Samples<"train">,
	engine: Engine,
	report: Report,
): Promise<Means> {
	const { encoding, seed, epochs, batchSize, clip, schedule } = plan;
	const { count } = samples;
	let done = 0;
	let loss = 0;
	let correct = 0;
	let activity: LayerActivity[] = [];
	let gradients: Gradients | undefined;
	const assertFinite = (what: string, value: number): void => {
		if (!Number.isFinite(value))
			throw new Error(
				`the ${what} became ${value} in epoch ${epoch}: lower the learning rate (now ${plan.adam.rate}) or set a gradient clip`,
			);
	};
	const means = (): Means => ({
		loss: loss / done,
		accuracy: correct / done,
		layers: activity.map((layer) =>
			summariseActivity(layer, totalSteps(encoding)),
		),
	});
	for (const positions of chunks(shuffled(count, seed, epoch), batchSize)) {
		const batch = batchOf(samples, positions, { encoding, seed, epoch });
		const result = await engine.gradient(network, batch, gradients);
		gradients = result.gradients;
		assertFinite("loss", result.loss);
		const limit = clip ?? Number.POSITIVE_INFINITY;
		assertFinite("gradient's norm", clipByGlobalNorm(gradients, limit));
		const share = (epoch - 1 + done / count) / epochs;
		adam.update(network, gradients, rateFactor(schedule, share));
		done += positions.length;
		loss += result.loss * positions.length;
		correct += result.correct;
		activity = addActivity(activity, result.activity);
		report("training", done, count, means());
	}
	const wrong = notFinite(network);
	if (wrong) assertFinite(`parameter "${wrong.name}"`, wrong.value);
	return means();
}
