/** Whether a network consists of numbers. A fused layer of spikes stays silent where its weights are not, and its loss is one all the same. */
import type { Network } from "../network/network.js";

/** The first parameter that holds NaN or infinity, and which of these; undefined where all numbers are finite. */
export function notFinite({
	parameters,
}: Network): { readonly name: string; readonly value: number } | undefined {
	for (const { name, values } of parameters.values()) {
		const value = values.find((one) => !Number.isFinite(one));
		if (value !== undefined) return { name, value };
	}
	return undefined;
}
