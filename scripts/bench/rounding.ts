/** How far rounding alone carries a network away from itself: what no two right computations in single precision can be asked to undercut. */
import {
	type Engine,
	type Network,
	Purpose,
	RandomStream,
} from "spiking-recurrent-cell";
import { disagreement } from "./contender.js";
import { type Problem, startingNetwork } from "./problem.js";

/** Half a unit in the last place of a float near 1. */
const ROUNDING = 2 ** -24;
const DRAWS = 3;

/** The greatest disagreement of the engine with itself when each parameter moves by up to one unit in its last place. */
export async function roundingError(
	engine: Engine,
	problem: Problem,
): Promise<number> {
	const network = startingNetwork(problem);
	const exact = await engine.gradient(network, problem.fixed);
	const random = new RandomStream(1, Purpose.directions);
	let worst = 0;
	for (let draw = 0; draw < DRAWS; draw++) {
		const moved = await engine.gradient(nudged(network, random), problem.fixed);
		worst = Math.max(worst, disagreement(exact, moved));
	}
	return worst;
}

function nudged(network: Network, random: RandomStream): Network {
	const parameters = [...network.parameters].map(
		([name, parameter]) =>
			[
				name,
				{
					...parameter,
					values: parameter.values.map(
						(value) => value * (1 + 2 * random.uniform(-ROUNDING, ROUNDING)),
					),
				},
			] as const,
	);
	return { ...network, parameters: new Map(parameters) };
}
