/** What the paper leaves open, one choice at a time: a 784-100 SRC network that differs from the default in one thing. */
import type { SRCSpec } from "../cells/spec.js";
import { src } from "../cells/src.js";
import type { Encoding, PAPER_ENCODING } from "../encoding/encoding.js";
import { leakyReadout } from "../network/readout.js";
import type { LeakyReadoutSpec } from "../network/spec.js";
import { comparison } from "./comparison.js";
import type { Experiment } from "./experiment.js";
import { LAST } from "./protocol.js";

/** One thing changed; the rest is the default. */
interface Ablation {
	readonly variant: string;
	readonly layer?: Partial<Omit<SRCSpec, "cell" | "units">>;
	readonly readout?: Partial<LeakyReadoutSpec>;
	readonly encoding?: (usual: typeof PAPER_ENCODING) => Encoding;
}

const ABLATIONS_LIST: readonly Ablation[] = [
	{ variant: "default" },
	{ variant: "bias learned", layer: { bias: "learned" } },
	{ variant: "bias frozen at −5", layer: { biasInit: -5 } },
	{ variant: "gate: step, h[t]", layer: { gateTiming: "current" } },
	{ variant: "gate: sigmoid, h[t−1]", layer: { gateForm: "sigmoid" } },
	{
		variant: "gate: sigmoid, h[t]",
		layer: { gateForm: "sigmoid", gateTiming: "current" },
	},
	{ variant: "z_hyp 0.8", layer: { zHyp: 0.8 } },
	{ variant: "z_hyp 0.95", layer: { zHyp: 0.95 } },
	{ variant: "readout leak 0.95", readout: { leak: 0.95 } },
	{ variant: "readout leak 1", readout: { leak: 1 } },
	{
		variant: "50 stimulus steps",
		encoding: (usual) => ({ ...usual, steps: usual.steps / 4 }),
	},
	{
		variant: "100 stimulus steps",
		encoding: (usual) => ({ ...usual, steps: usual.steps / 2 }),
	},
	{ variant: "gain 0.1", encoding: (usual) => ({ ...usual, gain: 0.1 }) },
	{ variant: "gain 0.5", encoding: (usual) => ({ ...usual, gain: 0.5 }) },
	{
		variant: "latency code",
		encoding: ({ prefix, steps }) => ({
			code: "latency",
			threshold: 0.2,
			prefix,
			steps,
		}),
	},
];

const BUDGETS = {
	smoke: { epochs: 1, train: 200, seeds: 1 },
	quick: { epochs: 2, train: 2000, seeds: 1 },
	paper: { epochs: 10, train: 20_000, seeds: 2 },
} as const;

export const ABLATIONS: Experiment = comparison({
	name: "ablations",
	question: "What do the choices do that the paper leaves open?",
	budgets: BUDGETS,
	variants: () =>
		ABLATIONS_LIST.map(({ layer, readout, ...ablation }) => ({
			...ablation,
			layers: [src(LAST, layer)],
			readout: leakyReadout(10, readout),
		})),
});
