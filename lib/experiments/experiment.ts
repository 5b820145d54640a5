/** What an experiment of the paper is: a question, and the trainings that answer it. */
import type { DataRequest } from "../data/request.js";
import type { TrainingPlan } from "../training/plan.js";
import type { Scale } from "./scale.js";

/** One training to be done: on which data, by which plan, and what it is called. */
export interface PlannedTraining {
	/** Equal for runs that differ in nothing but the seed, e.g. "SRC 784-100, MNIST". */
	readonly variant: string;
	readonly data: DataRequest;
	readonly plan: TrainingPlan;
}

export interface Experiment {
	/** What the command line calls it. */
	readonly name: string;
	/** What it asks, in one sentence. */
	readonly question: string;
	/**
	 * Every training of a scale, the most telling first.
	 * @param seeds instead of the scale's own
	 */
	runs(scale: Scale, seeds?: readonly number[]): readonly PlannedTraining[];
}

/** The runs of several experiments, first seeds first, so that every question gets a first answer before any gets a second. */
export function inOrder(
	runs: readonly PlannedTraining[],
): readonly PlannedTraining[] {
	return runs.toSorted((a, b) => a.plan.seed - b.plan.seed);
}
