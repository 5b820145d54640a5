/** What the two shortcuts of the backward pass do to a gradient: the same weights and spikes, differentiated in several ways. */
import { lif } from "../../cells/lif.js";
import type { LayerSpec, LIFSpec, SRCSpec } from "../../cells/spec.js";
import type { Batch, Engine, GradientResult } from "../../engine/engine.js";
import { learnedParameters, type Network } from "../../network/network.js";
import { GRADIENT_VARIANTS, gradientTitle } from "../gradient-variants.js";

/** A way through the backward pass; the forward pass is the same in all. */
export interface BackwardPass {
	/** As legends write it. */
	readonly name: string;
	readonly options:
		| Pick<SRCSpec, "outputGradient" | "recurrentGradient">
		| Pick<LIFSpec, "surrogate" | "surrogateSlope">;
}

/** The SRC's: the true gradient first, the default (bypass, detached) last. */
export const SRC_PASSES: readonly BackwardPass[] = GRADIENT_VARIANTS.map(
	(options) => ({ name: gradientTitle(options), options }),
).toReversed();

/** The LIF neuron's, each at its usual slope. None is true: the spike's own derivative is 0 wherever it has one. */
export const LIF_PASSES: readonly BackwardPass[] = (
	["arctan", "fast-sigmoid", "straight-through"] as const
).map((surrogate) => {
	const { surrogateSlope } = lif(1, { surrogate });
	return { name: surrogate, options: { surrogate, surrogateSlope } };
});

/** One gradient beside a reference, layer by layer or as a whole. */
export interface GradientComparison {
	/** ‖g‖. */
	readonly norm: number;
	/** Cosine of the angle between g and the reference; null where either is zero and there is no angle. */
	readonly cosine: number | null;
	/** ‖g − reference‖ / ‖reference‖; null where the reference is zero. */
	readonly relativeError: number | null;
}

export interface PassResult extends BackwardPass {
	/** Mean loss (nat), the same for all passes. */
	readonly loss: number;
	/** Over all learned parameters below the readout. */
	readonly whole: GradientComparison;
	/** Over the learned parameters of each layer, the lowest first. */
	readonly layers: readonly GradientComparison[];
}

/**
 * Differentiates the network by each of `passes` and compares each with the first.
 * @throws if a layer is of a cell that the passes are not for, or a gradient overflows
 */
export async function compareGradients(
	network: Network,
	batch: Batch,
	passes: readonly BackwardPass[],
	engine: Engine,
): Promise<PassResult[]> {
	const results: GradientResult[] = [];
	for (const pass of passes)
		results.push(await engine.gradient(withPass(network, pass), batch));
	const compared = besideFirst(
		network,
		passes.map(({ name }, k) => ({ name, ...results[k] })),
	);
	return compared.map((comparison, k) => ({
		...passes[k],
		loss: results[k].loss,
		...comparison,
	}));
}

/** A gradient of a network and what it is called. */
export type NamedGradient = Pick<GradientResult, "gradients"> & {
	readonly name: string;
};

/**
 * Each gradient beside the first, of the same network.
 * @throws if one overflows
 */
export function besideFirst(
	network: Network,
	found: readonly NamedGradient[],
): Pick<PassResult, "whole" | "layers">[] {
	const layers = found.map((gradient) => byLayer(network, gradient));
	return layers.map((own) => {
		const pairs = own.map((g, k): [Float32Array, Float32Array] => [
			g,
			layers[0][k],
		]);
		return {
			whole: compare(pairs),
			layers: pairs.map((pair) => compare([pair])),
		};
	});
}

/**
 * The same parameters under another backward pass.
 * @throws if a layer is of a cell that the pass is not for
 */
export function withPass(
	network: Network,
	{ name, options }: BackwardPass,
): Network {
	const cell = "surrogate" in options ? "lif" : "src";
	const layers = network.spec.layers.map((layer, k): LayerSpec => {
		if (layer.cell !== cell)
			throw new Error(
				`layer ${k} is of ${layer.cell} cells, but "${name}" is a backward pass of the ${cell} cell`,
			);
		return { ...layer, ...options } as LayerSpec;
	});
	return { ...network, spec: { ...network.spec, layers } };
}

/** All learned values of each layer in one vector. */
function byLayer(
	network: Network,
	{ name, gradients }: NamedGradient,
): Float32Array[] {
	return network.spec.layers.map((_, layer) => {
		const own = learnedParameters(network)
			.filter((parameter) => parameter.name.startsWith(`${layer}.`))
			.flatMap((parameter) => [...(gradients.get(parameter.name) ?? [])]);
		if (!own.every(Number.isFinite))
			throw new Error(
				`the gradient of layer ${layer} overflows with "${name}": take fewer steps or layers`,
			);
		return Float32Array.from(own);
	});
}

/** Pairs of gradient and reference, taken together. */
function compare(
	pairs: readonly (readonly [Float32Array, Float32Array])[],
): GradientComparison {
	let [own, other, product, difference] = [0, 0, 0, 0];
	for (const [g, reference] of pairs)
		for (const [k, value] of g.entries()) {
			own += value ** 2;
			other += reference[k] ** 2;
			product += value * reference[k];
			difference += (value - reference[k]) ** 2;
		}
	return {
		norm: Math.sqrt(own),
		cosine:
			own > 0 && other > 0 ? product / Math.sqrt(own) / Math.sqrt(other) : null,
		relativeError: other > 0 ? Math.sqrt(difference / other) : null,
	};
}
