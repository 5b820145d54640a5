/** Which data a run wants, as plain data: enough to load it, and to know the run again without loading anything. */
import {
	cameraVersion,
	SIMULATED,
	type SimulatedName,
} from "./camera/dataset.js";
import { N_MNIST_CAMERA } from "./camera/n-mnist.js";
import { CATALOGUE } from "./catalogue.js";
import { publishedContent } from "./checksum.js";
import type { Role } from "./dataset.js";
import type { Fold } from "./folds.js";
import { N_MNIST } from "./n-mnist/entry.js";

/** A data set by name, how many samples of each of its parts, and which fold of a cross-validation. */
export interface DataRequest extends Readonly<Record<Role, number>> {
	readonly name: string;
	readonly fold?: Fold;
}

/**
 * What the content behind a name is pinned by: the published checksums, which every load verifies. Data that this library makes itself
 * is pinned by its code, hence by the name; so is the whole of N-MNIST, of which there is one edition, without published checksums.
 */
export function contentVersion(name: string): string {
	if (name === N_MNIST.subset.name) return N_MNIST.subset.sha256.slice(0, 12);
	if (Object.hasOwn(SIMULATED, name))
		return `${contentVersion(SIMULATED[name as SimulatedName].images)} ${cameraVersion(N_MNIST_CAMERA)}`;
	const entry = CATALOGUE.find((candidate) => candidate.name === name);
	return entry ? publishedContent(entry) : name;
}
