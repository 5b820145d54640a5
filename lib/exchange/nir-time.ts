/**
 * A LIF neuron in NIR's continuous time, and back:
 *
 *     LIF   τ dv/dt = (v_leak − v) + R I        where v > v_threshold: a spike, and v = v_reset
 *     IF      dv/dt = R I                       likewise
 *
 * As in snnTorch's own export a step is dt = 0.1 ms by Euler's rule: τ = dt / (1 − β) and R = τ / dt, so that v[t] = β v[t−1] + I[t].
 * Without leak, β = 1, it is an IF node with R = 1 / dt.
 */
import type { LIFSpec } from "../cells/spec.js";
import type { NirNode } from "./nir-node.js";

/** Length of a step in seconds, as snnTorch takes it. */
export const NIR_STEP = 1e-4;

type Neuron = Pick<LIFSpec, "beta" | "threshold">;

/** The node's type and numbers; all neurons of a layer share them. */
export function inContinuousTime({ beta, threshold }: Neuron): {
	type: "LIF" | "IF";
	symbols: Readonly<Record<string, number>>;
} {
	const spike = { v_threshold: threshold, v_reset: 0 };
	if (beta === 1) return { type: "IF", symbols: { r: 1 / NIR_STEP, ...spike } };
	const [tau, r] = [NIR_STEP / (1 - beta), 1 / (1 - beta)];
	return { type: "LIF", symbols: { tau, r, v_leak: 0, ...spike } };
}

/**
 * Decay and threshold of a layer's node: those of `known` where the node has their numbers, else as many digits as single precision holds.
 * @throws if the node is of another type, lacks a number, or has one that no LIF layer has
 */
export function inSteps(node: NirNode, units: number, known: Neuron): Neuron {
	const leaky = node.type === "LIF";
	if (!leaky && node.type !== "IF")
		throw node.fail(`is of type ${node.type}: expected LIF or IF`);
	for (const symbol of leaky ? ["v_leak", "v_reset"] : ["v_reset"]) {
		const value = node.has(symbol) ? node.shared(symbol, units) : 0;
		if (value !== 0) throw node.fail(`has ${symbol} ${value}: expected 0`);
	}
	const found = Object.fromEntries(
		[...(leaky ? ["tau"] : []), "r", "v_threshold"].map((symbol) => [
			symbol,
			node.positive(symbol, units),
		]),
	);
	const { type, symbols } = inContinuousTime(known);
	const same = ([symbol, value]: [string, number]) =>
		value === Math.fround(symbols[symbol]);
	if (type === node.type && Object.entries(found).every(same)) return known;
	const { tau, r, v_threshold } = found;
	const beta = leaky ? Number((1 - NIR_STEP / tau).toFixed(7)) : 1;
	if (beta < 0)
		throw node.fail(`has tau ${tau}: expected ${NIR_STEP} s, a step, or more`);
	// R I dt / τ drives v, R I dt without leak: where that is not I itself, the threshold is measured in its unit.
	const drive = (r * NIR_STEP) / (leaky ? tau : 1);
	return { beta, threshold: Number((v_threshold / drive).toPrecision(7)) };
}
