/** Finite differences as the referee: does the loss change along a gradient as that gradient says? */
import { isPositive, requireRange } from "../../checks/require-range.js";
import type { Batch, Engine } from "../../engine/engine.js";
import { learnedParameters, type Network } from "../../network/network.js";
import type { Curve } from "../../plots/line-plot.js";
import { globalNorm } from "../../training/clip.js";
import { type BackwardPass, withPass } from "./gradients.js";

export interface SlopeCheck {
	/** The backward pass. */
	readonly name: string;
	/** The slope of the loss along its gradient as the gradient has it: its length. */
	readonly promised: number;
	/** The slope that two evaluations of the loss show, one `step` to either side; 0 along a gradient of 0, which has no direction. */
	readonly measured: number;
}

/**
 * Judges each backward pass along its own gradient. The loss must be smooth for that: give SRC layers a sigmoid gate.
 * @param step how far to go to either side, in the unit of the weights
 * @throws if the step is not above 0
 */
export async function checkSlopes(
	network: Network,
	batch: Batch,
	passes: readonly BackwardPass[],
	step: number,
	engine: Engine,
): Promise<SlopeCheck[]> {
	requireRange("step of checkSlopes", step, "a number > 0", isPositive(step));
	const verdicts: SlopeCheck[] = [];
	for (const pass of passes) {
		const { gradients } = await engine.gradient(withPass(network, pass), batch);
		const promised = globalNorm(gradients);
		const lossAt = async (distance: number): Promise<number> => {
			const parameters = new Map(network.parameters);
			for (const parameter of learnedParameters(network)) {
				const g = gradients.get(parameter.name);
				const values = parameter.values.map(
					(value, k) => value + (distance * (g?.[k] ?? 0)) / promised,
				);
				parameters.set(parameter.name, { ...parameter, values });
			}
			return (await engine.forward({ ...network, parameters }, batch)).loss;
		};
		const measured =
			promised === 0
				? 0
				: ((await lossAt(step)) - (await lossAt(-step))) / (2 * step);
		verdicts.push({ name: pass.name, promised, measured });
	}
	return verdicts;
}

/**
 * Measured over promised slope against the step, one curve a backward pass: 1 where a gradient keeps its word; null where it is zero and
 * promises nothing.
 * @throws if a step is none
 */
export async function slopeRatios(
	network: Network,
	batch: Batch,
	passes: readonly BackwardPass[],
	steps: readonly number[],
	engine: Engine,
): Promise<Curve[]> {
	const rows: SlopeCheck[][] = [];
	for (const step of steps)
		rows.push(await checkSlopes(network, batch, passes, step, engine));
	return passes.map(({ name }, k) => ({
		name,
		x: steps,
		y: rows.map((row) => {
			const { measured, promised } = row[k];
			return promised === 0 ? null : measured / promised;
		}),
	}));
}
