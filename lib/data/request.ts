/** Which data a run wants, as plain data: enough to load it, and to know the run again without loading anything. */
import { CATALOGUE } from "./catalogue.js";
import { publishedContent } from "./checksum.js";
import type { Role } from "./dataset.js";

/** A data set by name, and how many samples of each of its parts. */
export interface DataRequest extends Readonly<Record<Role, number>> {
	readonly name: string;
}

/**
 * What the content behind a name is pinned by: the published checksums, which every load verifies. Data that this library makes itself
 * is pinned by its code, hence by the name.
 */
export function contentVersion(name: string): string {
	const entry = CATALOGUE.find((candidate) => candidate.name === name);
	return entry ? publishedContent(entry) : name;
}
