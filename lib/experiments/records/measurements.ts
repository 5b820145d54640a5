/**
 * Results that are not trainings: evaluations of trained weights under noise, cosines of gradients, simulated against recorded events.
 * One file an experiment and scale, `data/measurements/NAME.json`, written whole by the command that it names.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listIfThere, readIfThere } from "../../files/if-there.js";
import { parseJson } from "../../files/json-file.js";
import { rounded } from "../../files/plain.js";
import { writeWhole } from "../../files/whole-file.js";
import { codeVersion } from "../../training/code-version.js";
import { NUMERICS } from "../../training/numerics.js";
import type { DatasetIdentity } from "../../training/record.js";
import type { Scale } from "../scale.js";

/** One measured number. */
export interface Measurement {
	/** Equal for rows that differ in nothing but the seed, e.g. "SRC 784-100, σ 10 % per neuron". */
	readonly variant: string;
	/** Name of one of the file's data sets; null where no data is needed. */
	readonly data: string | null;
	/** e.g. "test accuracy". */
	readonly quantity: string;
	/** e.g. "%"; "–" for a pure number. */
	readonly unit: string;
	/** Of the weights or the noise; absent where there is no chance in it. */
	readonly seed?: number;
	/** Id of the training whose weights were measured. */
	readonly run?: string;
	readonly value: number;
}

export interface Measurements {
	/** Also the name of the file at scale "paper". */
	readonly experiment: string;
	readonly scale: Scale;
	/** What one types to make the file again. */
	readonly command: string;
	/** ISO 8601. */
	readonly date: string;
	/** Date of the first file of this name that this one replaces, directly or not: since then such results were known. */
	readonly first?: string;
	readonly numerics: number;
	readonly codeVersion: string;
	/** "none" where no network ran. */
	readonly engine: string;
	readonly data: readonly DatasetIdentity[];
	readonly rows: readonly Measurement[];
}

/** The measurements with date and versions of now. */
export function makeMeasurements(
	measured: Omit<Measurements, "date" | "first" | "numerics" | "codeVersion">,
): Measurements {
	const { experiment, scale, command, engine, data, rows } = measured;
	return {
		experiment,
		scale,
		command,
		date: new Date().toISOString(),
		numerics: NUMERICS,
		codeVersion: codeVersion(),
		engine,
		data,
		rows: rounded(rows),
	};
}

/**
 * Writes the file, all or nothing, and returns its path; other scales than "paper" have theirs in the name.
 * @throws if a row is no number, names data that is not listed, or is there twice
 */
export async function saveMeasurements(
	measurements: Measurements,
	folder: string = measurementsFolder(),
): Promise<string> {
	const { experiment, scale } = measurements;
	const defect = defectOfRows(measurements);
	if (defect) throw new Error(`measurements of "${experiment}": ${defect}`);
	const suffix = scale === "paper" ? "" : `_${scale}`;
	const path = join(folder, `${experiment}${suffix}.json`);
	const { rows, ...head } = measurements;
	const first = await firstDate(path);
	const content = { ...head, ...(first ? { first } : {}), rows };
	await writeWhole(path, `${JSON.stringify(content, null, "\t")}\n`);
	return path;
}

/** When the file that is about to be replaced, or its first forerunner, was measured; undefined where there is none. */
async function firstDate(path: string): Promise<string | undefined> {
	const bytes = await readIfThere(path);
	if (!bytes) return undefined;
	const { first, date } = parse(path, bytes);
	return first ?? date;
}

/** Those that figures and ledger take: at the paper's scale, with the present version of the numerics. */
export function paperMeasurements(
	files: readonly Measurements[],
	experiment: string,
): Measurements | undefined {
	return files.find(
		(file) =>
			file.experiment === experiment &&
			file.scale === "paper" &&
			file.numerics === NUMERICS,
	);
}

/**
 * All files of a folder in the order of their names; none if there is no such folder.
 * @throws with the file's name if one is no JSON, or holds what `saveMeasurements` would not write
 */
export async function loadMeasurements(
	folder: string = measurementsFolder(),
): Promise<Measurements[]> {
	const names = await listIfThere(folder);
	const files = names.filter((name) => name.endsWith(".json")).sort();
	return Promise.all(
		files.map(async (name) => parse(name, await readFile(join(folder, name)))),
	);
}

/** The project's data/measurements. */
export function measurementsFolder(): string {
	return join(__dirname, "..", "..", "..", "..", "data", "measurements");
}

function parse(name: string, bytes: Buffer): Measurements {
	const content = parseJson<Measurements>(
		name,
		bytes.toString("utf8"),
		FIELDS,
		"restore it, or remove it and make it again with the command of its experiment",
	);
	const defect = defectOfRows(content);
	if (defect) throw new Error(`${name} holds no measurements: ${defect}`);
	return content;
}

const FIELDS = [
	"experiment",
	"scale",
	"command",
	"date",
	"numerics",
	"codeVersion",
	"engine",
	"data",
	"rows",
] as const satisfies readonly (keyof Measurements)[];

/** What is wrong with the rows, as half a sentence. */
function defectOfRows({ data, rows }: Measurements): string | undefined {
	const known = new Set(data.map(({ name }) => name));
	const seen = new Set<string>();
	for (const [r, row] of rows.entries()) {
		const { variant, quantity, seed, value } = row;
		if (!Number.isFinite(value))
			return `row ${r + 1} (${variant}, ${quantity}) has the value ${value}, which is no finite number`;
		if (row.data !== null && !known.has(row.data))
			return `row ${r + 1} (${variant}) is on "${row.data}", which is not among its data sets (${[...known].join(", ") || "none"})`;
		const key = JSON.stringify([variant, row.data, quantity, seed]);
		if (seen.has(key))
			return `row ${r + 1} (${variant}, ${quantity}) is there twice with seed ${seed ?? "none"}`;
		seen.add(key);
	}
	return undefined;
}
