/** Training that goes on from the parameters of a network, in place of fresh ones. */
import { createHash } from "node:crypto";
import { leaves } from "../files/plain.js";
import { completeSpec } from "../network/complete.js";
import type { Network } from "../network/network.js";

/**
 * The fresh network with copies of all values of `start`, learned ones and constants.
 * @throws if `start` has another specification, or parameters of other names or sizes
 */
export function startFrom(fresh: Network, start: Network): Network {
	const [wanted, given] = [fresh, start].map(({ spec }) =>
		leaves(completeSpec(spec)),
	);
	for (const option of new Set([...wanted.keys(), ...given.keys()]))
		if (wanted.get(option) !== given.get(option))
			throw new Error(
				`${option} of the network to start from is ${given.get(option)}, and the plan's is ${wanted.get(option)}: make the plan's network the spec of that one, or see that one through the plan's with withSpec`,
			);
	const parameters = new Map(
		[...fresh.parameters].map(([name, parameter]) => {
			const values = start.parameters.get(name)?.values.slice();
			if (values?.length !== parameter.values.length)
				throw new Error(
					`the network to start from has ${values ? `${values.length} numbers` : "nothing"} in "${name}": its specification asks for ${parameter.values.length}`,
				);
			return [name, { ...parameter, values }];
		}),
	);
	return { spec: fresh.spec, parameters };
}

/** 16 hexadecimal digits that stand for all parameters: names and values, to the bit. */
export function parametersHash({ parameters }: Network): string {
	const hash = createHash("sha256");
	const byName = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
	for (const [name, { values }] of byName)
		hash.update(`${name} ${values.length}\n`).update(values);
	return hash.digest("hex").slice(0, 16);
}
