/** Where a training stands after an epoch, in one file: a run that goes on from it equals one that never stopped, to the bit. */
import { rm } from "node:fs/promises";
import { readIfThere } from "../files/if-there.js";
import { parseJson } from "../files/json-file.js";
import { writeWhole } from "../files/whole-file.js";
import type { Network } from "../network/network.js";
import type { Adam } from "./adam.js";
import type { EpochRecord } from "./record.js";

/**
 * What training changes. Spikes and the order of samples are pure functions of (seed, epoch), so that the curve's length says
 * all about the generator's position.
 */
export interface TrainingState {
	readonly network: Network;
	readonly adam: Adam;
	/** One entry for each finished epoch. */
	readonly curve: EpochRecord[];
}

/** Whose checkpoint it is. */
export interface CheckpointOwner {
	/**
	 * The run's id, a hash of configuration, `NUMERICS` and data: changed code takes a checkpoint up as long as it does not raise `NUMERICS`,
	 * which it must where results change.
	 */
	readonly id: string;
	/** The engine's name, which must not change but for the number of workers: other kinds and other backends round otherwise. */
	readonly engine: string;
	/** Checksum of the data set, which the id does not hold: a name stands there for what was published, and says nothing of data of one's own. */
	readonly dataset: string;
}

interface Stored extends Partial<CheckpointOwner> {
	readonly id: string;
	readonly curve: readonly EpochRecord[];
	readonly adamStep: number;
	/** Base64 of little-endian float32 by "parameter", "first" or "second" and parameter name. */
	readonly arrays: Readonly<Record<string, string>>;
}

/** Writes the state, all or nothing. */
export async function saveCheckpoint(
	path: string,
	owner: CheckpointOwner,
	{ network, adam, curve }: TrainingState,
): Promise<void> {
	const arrays: Record<string, string> = {};
	const keep = (kind: string, name: string, values: Float32Array): void => {
		const { buffer, byteOffset, byteLength } = values;
		const bytes = Buffer.from(buffer, byteOffset, byteLength);
		arrays[`${kind} ${name}`] = bytes.toString("base64");
	};
	for (const { name, values, learned } of network.parameters.values())
		if (learned) keep("parameter", name, values);
	for (const [name, values] of adam.first) keep("first", name, values);
	for (const [name, values] of adam.second) keep("second", name, values);
	const stored: Stored = { ...owner, curve, adamStep: adam.step, arrays };
	await writeWhole(path, JSON.stringify(stored));
}

/**
 * Puts a stored state into `state`, whose network and optimiser are fresh; false if there is no checkpoint.
 * @throws if the file is damaged, or belongs to another run, engine or data set; it is left as it is.
 */
export async function restoreCheckpoint(
	path: string,
	{ id, engine, dataset }: CheckpointOwner,
	{ network, adam, curve }: TrainingState,
): Promise<boolean> {
	const bytes = await readIfThere(path);
	if (!bytes) return false;
	const stored = parseJson<Stored>(
		`checkpoint ${path}`,
		bytes.toString("utf8"),
		["id", "curve", "adamStep", "arrays"],
		"remove it to start afresh",
	);
	if (stored.id !== id)
		throw new Error(
			`checkpoint ${path} belongs to run ${stored.id} and not to ${id}: its configuration, numerics or data changed; remove it to start afresh`,
		);
	// The first checkpoints name neither engine nor data set.
	if (stored.engine && arithmeticOf(stored.engine) !== arithmeticOf(engine))
		throw new Error(
			`checkpoint ${path} is of engine "${stored.engine}", and "${engine}" rounds otherwise: go on with the former, or remove it to start afresh`,
		);
	if (stored.dataset && stored.dataset !== dataset)
		throw new Error(
			`checkpoint ${path} is of data with checksum ${stored.dataset}, and these have ${dataset}: go on with the former, or remove it to start afresh`,
		);
	for (const [key, base64] of Object.entries(stored.arrays)) {
		const [kind, name] = key.split(" ");
		const bytes = Buffer.from(base64, "base64");
		const values = new Float32Array(new Uint8Array(bytes).buffer);
		if (kind === "parameter") network.parameters.get(name)?.values.set(values);
		else (kind === "first" ? adam.first : adam.second).set(name, values);
	}
	adam.step = stored.adamStep;
	curve.push(...stored.curve);
	return true;
}

/** Removes a checkpoint that is no longer needed. */
export async function removeCheckpoint(path: string): Promise<void> {
	await rm(path, { force: true });
}

/** An engine's name without where the fused one runs, "2 workers" or "in this thread": that changes no bit. */
function arithmeticOf(engine: string): string {
	return engine.replace(/^fused \((\d+ workers?|in this thread)/, "fused (");
}
