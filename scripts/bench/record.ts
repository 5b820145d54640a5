/** What a benchmark leaves behind: its rows, and everything one needs to judge them. */
import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeWhole } from "spiking-recurrent-cell/dist/files/whole-file.js";
import { PROJECT } from "../project.js";
import { versionText } from "../replicate/machine.js";
import type { Crossover } from "./crossover.js";
import type { Peak } from "./peak.js";
import type { Work } from "./work.js";

/** One of our engines against one way of running a peer; what `--json` prints. */
export interface BenchRow {
	/** e.g. "784-128×4-100". */
	readonly network: string;
	readonly cell: string;
	/** "exact", or the name of an approximation. */
	readonly gradient: string;
	readonly engine: string;
	readonly peer: string;
	/** Medians. */
	readonly ours_ms_per_sample: number;
	readonly peer_ms_per_sample: number;
	/** Peer's time by ours: above 1, ours is faster. */
	readonly ratio: number;
}

/** A row with what stands behind it. */
export interface RaceRow extends BenchRow {
	/** Family of the peer, whose fastest way of running counts: "PyTorch". */
	readonly family: string;
	/** Greatest relative error between the logits and gradients of both sides. */
	readonly disagreement: number;
	/** ms a step. */
	readonly ours_times: readonly number[];
	readonly peer_times: readonly number[];
}

/** What a network's training step takes by counting, beside what was measured. */
export interface WorkRow extends Work {
	readonly network: string;
	readonly cell: string;
	/** Least time a sample at this machine's peak on all threads. */
	readonly limit_ms: number;
	readonly ours_ms: number;
}

/** Where and with what something was measured. */
export interface Circumstances {
	/** ISO 8601. */
	readonly date: string;
	readonly machine: {
		readonly cpu: string;
		readonly cores: number;
		readonly memory_gib: number;
		readonly system: string;
		/** Mean number of busy processes in the minute before; on a quiet machine below 1. */
		readonly load: number;
	};
	readonly versions: Readonly<Record<string, string>>;
	/** What the images are. */
	readonly data: string;
	readonly batch: number;
	readonly repetitions: number;
}

export interface RaceRecord extends Circumstances {
	readonly kind: "race";
	readonly steps: number;
	/** Of one thread, a second. */
	readonly peak: Peak;
	readonly threads: number;
	readonly rows: readonly RaceRow[];
	readonly work: readonly WorkRow[];
}

export interface Sweep {
	/** What is varied: "steps", "density", "width" or "depth". */
	readonly name: string;
	/** With the unit, for the axis. */
	readonly title: string;
	/** What else is fixed, for the caption. */
	readonly network: string;
	readonly x: readonly number[];
	readonly ms_per_sample: readonly number[];
}

export interface SweepRecord extends Circumstances {
	readonly kind: "sweeps";
	readonly engine: string;
	readonly sweeps: readonly Sweep[];
	readonly crossovers: readonly Crossover[];
}

export type BenchRecord = RaceRecord | SweepRecord;

/** Committed records. */
export const RECORDS: string = path.join(PROJECT, "data", "benchmarks");

/** This machine, now. */
export function circumstances(
	data: string,
	batch: number,
	repetitions: number,
): Circumstances {
	const cpus = os.cpus();
	return {
		date: new Date().toISOString(),
		machine: {
			cpu: cpus[0]?.model.trim() || "unknown processor",
			cores: os.availableParallelism(),
			memory_gib: Math.round(os.totalmem() / 2 ** 30),
			system: `${os.platform()} ${os.arch()}`,
			load: Math.round(os.loadavg()[0] * 100) / 100,
		},
		versions: { node: process.versions.node, code: versionText() },
		data,
		batch,
		repetitions,
	};
}

/** Writes a record to a folder and returns the file. */
export async function writeRecord(
	record: BenchRecord,
	folder: string,
): Promise<string> {
	const when = record.date.slice(0, 16).replace(/[:T]/g, "-");
	const file = path.join(folder, `${record.kind}-${when}.json`);
	await writeWhole(file, `${JSON.stringify(record, null, "\t")}\n`);
	return file;
}

/** The latest record of a kind in a folder, if there is one. */
export function latestRecord<K extends BenchRecord["kind"]>(
	kind: K,
	folder: string,
): Extract<BenchRecord, { kind: K }> | undefined {
	const file = readdirSync(folder)
		.filter((name) => name.startsWith(`${kind}-`) && name.endsWith(".json"))
		.sort()
		.at(-1);
	return file === undefined
		? undefined
		: JSON.parse(readFileSync(path.join(folder, file), "utf8"));
}

/** The row without what stands behind it, in the order of its fields. */
export function benchRow(row: RaceRow): BenchRow {
	return {
		network: row.network,
		cell: row.cell,
		gradient: row.gradient,
		engine: row.engine,
		peer: row.peer,
		ours_ms_per_sample: row.ours_ms_per_sample,
		peer_ms_per_sample: row.peer_ms_per_sample,
		ratio: row.ratio,
	};
}
