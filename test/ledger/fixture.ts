/** A claim, an experiment and records to judge it by; their numbers are made up. */
import {
	type Claim,
	type Experiment,
	NUMERICS,
	type PlannedTraining,
	type RunRecord,
	runId,
	type Sources,
	type TrainingPlan,
} from "spiking-recurrent-cell";
import { record } from "../report/fixture.js";

/** Two variants with two seeds each at scale "paper", whose plans take these changes. */
export function experiment(changes: Partial<TrainingPlan> = {}): Experiment {
	return {
		name: "toy",
		question: "Which is better?",
		runs: (_scale, seeds = [1, 2]) =>
			(["bypass", "relu"] as const).flatMap((outputGradient) =>
				seeds.map(
					(seed): PlannedTraining => ({
						variant: outputGradient,
						data: { name: "mnist", train: 5000, validation: 1000, test: 10000 },
						plan: { ...record({ seed, outputGradient }).plan, ...changes },
					}),
				),
			),
	};
}

export const EXPERIMENT: Experiment = experiment();

/** The finished runs of a variant, seeds 1 …, with these accuracies. */
export function finished(
	variant: "bypass" | "relu",
	...accuracies: readonly number[]
): RunRecord[] {
	return EXPERIMENT.runs(
		"paper",
		accuracies.map((_, k) => k + 1),
	)
		.filter((run) => run.variant === variant)
		.map(({ plan, data }, k) => ({
			...record({ seed: k + 1, accuracy: accuracies[k] }),
			plan,
			id: runId(plan, data),
			numerics: NUMERICS,
		}));
}

export function sources(
	records: readonly RunRecord[] = [],
	changes: Partial<Sources> = {},
): Sources {
	return {
		experiments: [EXPERIMENT],
		measures: [],
		records,
		measurements: [],
		tests: null,
		...changes,
	};
}

/** A claim that "bypass" is at least as good as "relu". */
export function claim(changes: Partial<Claim> = {}): Claim {
	return {
		id: "toy-claim",
		kind: "claim",
		claim: "The bypass helps.",
		source: "a fixture",
		certainty: "certain",
		published: null,
		experiment: "toy",
		command: "npm run train -- toy",
		evidence: (["bypass", "relu"] as const).map((variant) => ({
			name: variant,
			from: "runs",
			experiment: "toy",
			variant,
			data: "mnist",
			quantity: "test accuracy",
		})),
		rule: {
			kind: "contrast",
			weights: { bypass: 1, relu: -1 },
			atLeast: 0,
			atMost: null,
		},
		reason: "It is a fixture.",
		...changes,
	};
}
