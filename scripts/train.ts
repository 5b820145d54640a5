/** `npm run train -- EXPERIMENT`: trains the networks of an experiment, leaves a record of each run, survives interruption. */
import path from "node:path";
import { parseArgs } from "node:util";
import {
	EXPERIMENTS,
	experimentNamed,
	inOrder,
	type PlannedTraining,
	type Progress,
	parseScale,
	runQueue,
	SCALES,
} from "spiking-recurrent-cell";
import { PROJECT } from "./notebooks/project.js";

/** An interrupted run goes on from its file here. */
const CHECKPOINTS = path.join(PROJECT, "build", "checkpoints");
const OPTIONS = {
	all: { type: "boolean", default: false },
	cell: { type: "string" },
	data: { type: "string" },
	scale: { type: "string" },
	seeds: { type: "string" },
	resume: { type: "boolean", default: false },
	list: { type: "boolean", default: false },
	help: { type: "boolean", default: false },
} as const;
const NAMES = EXPERIMENTS.map(({ name }) => name);
const USAGE = `usage: npm run train -- EXPERIMENT … [--cell CELL] [--data NAME] [--seeds N] [--scale SCALE] [--resume] [--list]
       npm run train -- --all

  EXPERIMENT    one or more of
${EXPERIMENTS.map(({ name, question }) => `                  ${name.padEnd(16)}${question}`).join("\n")}
  --all         every experiment at scale paper, going on where it was stopped
  --cell CELL   only networks of this cell: src, lif or gru
  --data NAME   only runs on this data set
  --seeds N     seeds 1 … N instead of the scale's
  --scale       ${SCALES.join(", ")} (default: quick)
  --resume      skip finished runs, and go on where an interrupted one stopped
  --list        say what would be trained, and train nothing`;

interface Options {
	readonly runs: readonly PlannedTraining[];
	readonly resume: boolean;
	readonly list: boolean;
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
	const all = values.all === true;
	if (!all && positionals.length === 0)
		throw new Error(`name an experiment: ${NAMES.join(", ")}; or --all`);
	const experiments = all ? EXPERIMENTS : positionals.map(experimentNamed);
	const scale = parseScale(`${values.scale ?? (all ? "paper" : "quick")}`);
	const seeds = parseSeeds(values.seeds);
	const every = experiments.flatMap(({ runs }) => runs(scale, seeds));
	const chosen = only(
		only(every, "cell", values.cell, ({ plan }) => plan.network.layers[0].cell),
		"data",
		values.data,
		({ data }) => data.name,
	);
	return {
		runs: inOrder(chosen),
		resume: all || values.resume === true,
		list: values.list === true,
	};
}

/** The runs whose property is the given value; all of them if none is given. @throws with what there is, if it is none's */
function only(
	runs: readonly PlannedTraining[],
	option: string,
	given: string | boolean | undefined,
	property: (run: PlannedTraining) => string,
): readonly PlannedTraining[] {
	if (given === undefined) return runs;
	const chosen = runs.filter((run) => property(run) === given);
	if (chosen.length) return chosen;
	throw new Error(
		`no run has --${option} "${given}": choose from ${[...new Set(runs.map(property))].join(", ")}`,
	);
}

/** Seeds 1 … N, or undefined where each experiment has the scale's own. */
function parseSeeds(
	given: string | boolean | undefined,
): readonly number[] | undefined {
	if (given === undefined) return undefined;
	const count = Number(given);
	if (!Number.isInteger(count) || count < 1)
		throw new Error(`--seeds needs a whole number from 1, got "${given}"`);
	return Array.from({ length: count }, (_, k) => k + 1);
}

function nameOf({ variant, data, plan }: PlannedTraining): string {
	return `${plan.experiment}: ${variant}, ${data.name}, seed ${plan.seed}`;
}

/** Says where a run is, in place on a terminal, and leaves one line an epoch. */
function reporter(): (run: PlannedTraining, progress: Progress) => void {
	const clear = process.stderr.isTTY ? "\r\x1b[K" : "";
	let current: PlannedTraining | undefined;
	let shown = 0;
	return (run, progress) => {
		const { phase, epoch, epochs, done, all, loss, accuracy, curve } = progress;
		const name = nameOf(run);
		if (run !== current) {
			current = run;
			shown = curve.length;
		}
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
	const { runs, resume, list } = options;
	if (list) {
		for (const run of runs)
			console.log(
				`${nameOf(run)}: ${run.plan.epochs} epochs of ${run.data.train} samples`,
			);
		return;
	}
	const abort = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"] as const)
		process.once(signal, () => abort.abort());
	let left = runs.length;
	await runQueue(runs, {
		checkpoints: CHECKPOINTS,
		resume,
		signal: abort.signal,
		onProgress: reporter(),
		onFinished: (run, record, network) => {
			left--;
			console.log(
				`${nameOf(run)}: test accuracy ${percent(record.test.accuracy)} after ${record.curve.length} epochs and ${record.seconds.toFixed(0)} s${network ? "" : " (finished before)"}; runs left: ${left}`,
			);
		},
	});
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
