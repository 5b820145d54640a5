/** `npm run train -- EXPERIMENT`: trains the networks of an experiment, leaves a record of each run, survives interruption. */
import path from "node:path";
import { parseArgs } from "node:util";
import {
	FIRST_NETWORK_CELLS,
	type FirstNetworkCell,
	firstNetworkBudget,
	firstNetworkPlan,
	firstNetworkSeeds,
	loadDatasetOrBuiltIn,
	loadRecords,
	openFusedEngine,
	type Progress,
	parseScale,
	type RunRecord,
	removeCheckpoint,
	runId,
	SCALES,
	type Scale,
	saveRecord,
	train,
} from "spiking-recurrent-cell";

const PROJECT = path.join(__dirname, "..", "..");
/** An interrupted run goes on from its file here. */
const CHECKPOINTS = path.join(PROJECT, "build", "checkpoints");
const EXPERIMENTS = ["first-network"];
const DATASETS = ["mnist", "fashion-mnist", "drawn-digits"];
const OPTIONS = {
	cell: { type: "string" },
	data: { type: "string", default: "mnist" },
	scale: { type: "string", default: "quick" },
	seeds: { type: "string" },
	resume: { type: "boolean", default: false },
	help: { type: "boolean", default: false },
} as const;
const USAGE = `usage: npm run train -- EXPERIMENT [--cell CELL] [--data NAME] [--seeds N] [--scale SCALE] [--resume]
  EXPERIMENT    ${EXPERIMENTS.join(", ")}
  --cell CELL   only one of ${FIRST_NETWORK_CELLS.join(", ")}
  --data NAME   ${DATASETS.join(", ")} (default: mnist)
  --seeds N     seeds 1 … N instead of the scale's
  --scale       ${SCALES.join(", ")} (default: quick)
  --resume      skip finished runs, and go on where an interrupted one stopped`;

interface Options {
	readonly cells: readonly FirstNetworkCell[];
	readonly data: string;
	readonly scale: Scale;
	readonly seeds: readonly number[] | undefined;
	readonly resume: boolean;
}

function parseOptions(args: readonly string[]): Options | "help" {
	const known = Object.keys(OPTIONS).map((name) => `--${name}`);
	// not strict: parseArgs' own messages do not list what would be right
	const { values, positionals } = parseArgs({
		args: [...args],
		options: OPTIONS,
		allowPositionals: true,
		strict: false,
	});
	for (const name of Object.keys(values))
		if (!Object.hasOwn(OPTIONS, name))
			throw new Error(
				`unknown option "--${name}"; valid options: ${known.join(", ")}`,
			);
	if (values.help) return "help";
	const [experiment, ...others] = positionals;
	if (experiment === undefined || others.length > 0)
		throw new Error(
			`name one experiment, got ${positionals.length}: ${EXPERIMENTS.join(", ")}`,
		);
	choose("experiment", experiment, EXPERIMENTS);
	const scale = parseScale(`${values.scale}`);
	return {
		cells:
			values.cell === undefined
				? FIRST_NETWORK_CELLS
				: [choose("cell", `${values.cell}`, FIRST_NETWORK_CELLS)],
		data: choose("data set", `${values.data}`, DATASETS),
		scale,
		seeds: parseSeeds(values.seeds),
		resume: values.resume === true,
	};
}

function choose<T extends string>(
	what: string,
	given: string,
	known: readonly T[],
): T {
	const found = known.find((name) => name === given);
	if (found) return found;
	throw new Error(
		`unknown ${what} "${given}": choose from ${known.join(", ")}`,
	);
}

/** Seeds 1 … N, or undefined where each cell has the scale's own. */
function parseSeeds(
	given: string | boolean | undefined,
): readonly number[] | undefined {
	if (given === undefined) return undefined;
	const count = Number(given);
	if (!Number.isInteger(count) || count < 1)
		throw new Error(`--seeds needs a whole number from 1, got "${given}"`);
	return Array.from({ length: count }, (_, k) => k + 1);
}

/** Says where a run is, in place on a terminal, and leaves one line an epoch. */
function reporter(name: string): (progress: Progress) => void {
	const clear = process.stderr.isTTY ? "\r\x1b[K" : "";
	let shown: number | undefined;
	return ({ phase, epoch, epochs, done, all, loss, accuracy, curve }) => {
		shown ??= curve.length;
		for (const last of curve.slice(shown))
			console.log(
				`${clear}${name}: epoch ${last.epoch}/${epochs}, loss ${last.trainLoss.toFixed(3)}, validation ${percent(last.validationAccuracy)}, ${last.seconds.toFixed(1)} s`,
			);
		shown = curve.length;
		if (clear)
			process.stderr.write(
				`${clear}${name}: epoch ${epoch}/${epochs}, ${phase} ${done}/${all}, loss ${loss.toFixed(3)}, accuracy ${percent(accuracy)}`,
			);
	};
}

function percent(share: number): string {
	return `${(100 * share).toFixed(2)} %`;
}

async function main(): Promise<void> {
	const options = parseOptions(process.argv.slice(2));
	if (options === "help") {
		console.log(USAGE);
		return;
	}
	const { cells, data, scale, seeds, resume } = options;
	const { train: images, validation, test } = firstNetworkBudget(scale);
	const dataset = await loadDatasetOrBuiltIn(data, {
		limit: { train: images, validation, test },
	});
	const engine = openFusedEngine();
	const abort = new AbortController();
	process.once("SIGINT", () => abort.abort());
	const finished = resume ? await loadRecords() : [];
	for (const cell of cells)
		for (const seed of seeds ?? firstNetworkSeeds(cell, scale)) {
			const plan = firstNetworkPlan(cell, seed, scale);
			const id = runId(plan, dataset);
			const checkpoint = path.join(CHECKPOINTS, `${id}.json`);
			const name = `${cell} on ${dataset.title}, seed ${seed}`;
			let record: RunRecord | undefined = finished.find(
				(known) => known.id === id,
			);
			if (record) console.log(`${name}: finished before`);
			else {
				if (!resume) await removeCheckpoint(checkpoint);
				const run = await train(plan, dataset, engine, {
					checkpoint,
					signal: abort.signal,
					onProgress: reporter(name),
				});
				record = run.record;
				const file = await saveRecord(record);
				console.log(`${name}: recorded in ${path.relative("", file)}`);
			}
			console.log(
				`${name}: test accuracy ${percent(record.test.accuracy)} after ${record.curve.length} epochs and ${record.seconds.toFixed(0)} s`,
			);
		}
	await engine.dispose();
}

main().catch((error: Error) => {
	if (error.name === "AbortError") {
		console.error(
			"\nstopped: the epochs that were finished are kept; --resume goes on from there",
		);
		process.exit(130);
	}
	console.error(error.message);
	process.exit(1);
});
