/** What tables call a data set that need not be loaded for it. */
import { SIMULATED, type SimulatedName } from "./camera/dataset.js";
import { CATALOGUE } from "./catalogue.js";
import { N_MNIST } from "./n-mnist/entry.js";

/** "mnist" → "MNIST"; of the subset of N-MNIST it says that it is one. A name without a title stands for itself. */
export function titleOf(name: string): string {
	if (name === N_MNIST.name) return N_MNIST.title;
	if (name === N_MNIST.subset.name) return `${N_MNIST.title} (subset of 1,100)`;
	if (Object.hasOwn(SIMULATED, name))
		return SIMULATED[name as SimulatedName].title;
	return CATALOGUE.find((entry) => entry.name === name)?.title ?? name;
}
