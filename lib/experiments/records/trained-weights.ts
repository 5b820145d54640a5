/** Where the weights of finished trainings lie, by the id of the run. */
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { loadWeights, saveWeights } from "../../exchange/weights.js";
import type { Network } from "../../network/network.js";
import {
	committedRuns,
	isTested,
	type RunRecord,
	runsFolder,
	type TestResult,
} from "../../training/record.js";
import type { Scale } from "../scale.js";

const PROJECT = join(__dirname, "..", "..", "..", "..");
/** Of every training done here; not committed. */
const ALL = join(PROJECT, "build", "weights");
/** Small ones, committed beside the records. */
const KEPT = join(PROJECT, "data", "weights");
const LARGEST_KEPT = 1_000_000;

/**
 * Whether the weights of a run are to be kept for good: of each network of the paper's protocol those of the first seed, of a search none, and
 * none of a trial, whose records go to another folder than the committed ones.
 */
export function isKeptForGood(
	scale: Scale,
	record: RunRecord<TestResult>,
): boolean {
	return (
		scale === "paper" &&
		record.plan.seed === 1 &&
		isTested(record) &&
		resolve(runsFolder()) === committedRuns()
	);
}

/** Writes the weights of a run to build/weights and, with `keep` and if they take at most 1 MB, to data/weights; each file all or nothing. */
export async function keepWeights(
	id: string,
	network: Network,
	keep: boolean,
): Promise<void> {
	const path = join(ALL, `${id}.npz`);
	await saveWeights(network, path);
	if (keep && (await stat(path)).size <= LARGEST_KEPT)
		await saveWeights(network, join(KEPT, `${id}.npz`));
}

/** The trained network of a run; undefined where its weights are not at hand. */
export async function trainedNetwork(id: string): Promise<Network | undefined> {
	const path = [KEPT, ALL]
		.map((folder) => join(folder, `${id}.npz`))
		.find((file) => existsSync(file));
	return path === undefined ? undefined : loadWeights(path);
}
