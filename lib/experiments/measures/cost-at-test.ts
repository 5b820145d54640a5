/** What trained networks do with less: weights of few bits, a cell without tanh, fewer steps; and what their spikes cost. */
import type { Encoding } from "../../encoding/encoding.js";
import type { Network } from "../../network/network.js";
import { quantised } from "../../network/quantise.js";
import { withSpec } from "../../network/with-spec.js";
import { COST } from "../cost.js";
import type { Measurement } from "../records/measurements.js";
import { type Measure, type Trained, trained } from "./measure.js";

/** Bits of a weight. */
const BITS: readonly number[] = [8, 5, 4, 3];
/** Stimulus steps after which the decision of a network that learned with 200 is read. */
const READ_AFTER: readonly number[] = [10, 20, 35, 50, 100, 150, 200];

/** The network that is read early and robbed of its tanh. */
const USUAL = "SRC 784-100, 220 steps";

/** "SRC 784-100, 5-bit weights, 55 steps". */
function withBits(variant: string, bits: number): string {
	const [network, ...rest] = variant.split(", ");
	return [network, `${bits}-bit weights`, ...rest].join(", ");
}

/** Accuracies (%) of one trained network, by what was done to it. */
async function accuracies({
	run,
	network,
	test,
}: Trained): Promise<Map<string, number>> {
	const { variant, plan } = run;
	const found = new Map<string, number>();
	const look = async (
		name: string,
		other: Network,
		encoding?: Encoding,
	): Promise<void> => {
		found.set(name, 100 * (await test(other, encoding)).accuracy);
	};
	for (const bits of BITS)
		await look(withBits(variant, bits), quantised(network, bits));
	if (variant !== USUAL) return found;
	const layers = network.spec.layers.map((layer) =>
		layer.cell === "src"
			? ({ ...layer, activation: "piecewise-linear" } as const)
			: layer,
	);
	await look(
		`${variant}, piecewise-linear at test`,
		withSpec(network, { ...network.spec, layers }),
	);
	const { encoding } = plan;
	for (const steps of READ_AFTER.filter((some) => some <= encoding.steps))
		await look(
			`SRC 784-100, read after ${encoding.prefix + steps} steps`,
			network,
			{
				...encoding,
				steps,
			},
		);
	return found;
}

export const COST_AT_TEST: Measure = {
	name: "cost",
	question:
		"What do trained networks lose with weights of few bits, no tanh or less time?",
	runs: (scale) => COST.runs(scale),
	measure: async (context) => {
		const rows: Measurement[] = [];
		for await (const one of trained(COST.runs(context.scale), context)) {
			const { run, id } = one;
			for (const [variant, value] of await accuracies(one))
				rows.push({
					variant,
					data: run.data.name,
					quantity: "test accuracy",
					unit: "%",
					seed: run.plan.seed,
					run: id,
					value,
				});
		}
		return rows;
	},
};
