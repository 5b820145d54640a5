/** How a neuron's spikes look once it fires steadily: width, peak and area. */
import type { CurvePanel } from "../../plots/curve-panels.js";
import { settledOutputs, wholeSpikes } from "./firing.js";
import type { SRCOptions } from "./neuron.js";
import { findSpikes, type Spike } from "./spikes.js";

/** One entry a current; null where no spike lies wholly within the steps that were counted. */
export interface SpikeShapes {
	readonly currents: readonly number[];
	/** Spikes per step. */
	readonly rates: readonly number[];
	/** Mean number of steps with s_out > 0 in a spike. */
	readonly widths: readonly (number | null)[];
	/** Mean of the largest output in a spike. */
	readonly peaks: readonly (number | null)[];
	/** Mean sum of the outputs of a spike. */
	readonly areas: readonly (number | null)[];
}

/** Means over the spikes under each of `currents`, held constant. */
export async function measureSpikes(
	currents: readonly number[],
	options: SRCOptions = {},
	counted?: number,
): Promise<SpikeShapes> {
	const outputs = await settledOutputs(currents, options, counted);
	const spikes = outputs.map(findSpikes);
	const means = (read: (spike: Spike) => number) =>
		spikes.map((found) => meanOf(wholeSpikes(found).map(read)));
	return {
		currents,
		rates: spikes.map((found, k) => found.length / outputs[k].length),
		widths: means(({ length }) => length),
		peaks: means(({ peak }) => peak),
		areas: means(({ area }) => area),
	};
}

/** What differs between neurons and the shapes that it gives. */
export interface NamedShapes {
	/** As legends write it. */
	readonly name: string;
	readonly shapes: SpikeShapes;
}

/** Rate, width, peak and area against current, ready for `curvePanels`: one curve a neuron in each. */
export function shapePanels(neurons: readonly NamedShapes[]): CurvePanel[] {
	const panel = (
		heading: string,
		yTitle: string,
		quantity: "rates" | "widths" | "peaks" | "areas",
	): CurvePanel => ({
		heading,
		yTitle,
		curves: neurons.map(({ name, shapes }) => ({
			name,
			x: shapes.currents,
			y: shapes[quantity],
		})),
	});
	return [
		panel("firing rate", "(1/step)", "rates"),
		panel("mean width of a spike", "(steps)", "widths"),
		panel("mean peak", "(–)", "peaks"),
		panel("mean area, the sum of a spike's outputs", "(–)", "areas"),
	];
}

function meanOf(values: readonly number[]): number | null {
	if (values.length === 0) return null;
	return values.reduce((sum, value) => sum + value) / values.length;
}
