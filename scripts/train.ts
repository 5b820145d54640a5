/** `npm run train -- EXPERIMENT`: trains the networks of an experiment, leaves a record of each run, survives interruption. */
import path from "node:path";
import {
	EXPERIMENTS,
	experimentNamed,
	inOrder,
	isKeptForGood,
	keepWeights,
	type PlannedTraining,
	type Progress,
	parseScale,
	type RunRecord,
	runQueue,
	SCALES,
	type Scale,
	seeds,
	type TestResult,
} from "spiking-recurrent-cell";
import { numberIn, oneOf, readCommand } from "./options.js";
import { PROJECT } from "./project.js";

/** An interrupted run goes on from its file here. */
const CHECKPOINTS = path.join(PROJECT, "build", "checkpoints");
const OPTIONS = {
	all: { type: "boolean" },
	cell: { type: "string" },
	data: { type: "string" },
	scale: { type: "string" },
	seeds: { type: "string" },
	resume: { type: "boolean" },
	list: { type: "boolean" },
	help: { type: "boolean" },
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
	readonly scale: Scale;
	readonly resume: boolean;
	readonly list: boolean;
}

function parseOptions(args: readonly string[]): Options | "help" {
	const { values, words } = readCommand(args, OPTIONS);
	if (values.help) return "help";
	const { all, resume, list } = values;
	if (!all && words.length === 0)
		throw new Error(`name an experiment: ${NAMES.join(", ")}; or --all`);
	const experiments = all ? EXPERIMENTS : words.map(experimentNamed);
	const scale = parseScale(values.scale ?? (all ? "paper" : "quick"));
	const count = numberIn("seeds", values.seeds, 0, { from: 1, whole: true });
	const chosen = values.seeds === undefined ? undefined : seeds(count);
	const every = experiments.flatMap(({ runs }) => runs(scale, chosen));
	const ofCell = only(
		every,
		"cell",
		values.cell,
		({ plan }) => plan.network.layers[0].cell,
	);
	return {
		runs: inOrder(only(ofCell, "data", values.data, ({ data }) => data.name)),
		scale,
		resume: all || resume,
		list,
	};
}

/** The runs whose property is the given value; all of them if none is given. @throws with what there is, if it is none's */
function only(
	runs: readonly PlannedTraining[],
	option: string,
	given: string | undefined,
	property: (run: PlannedTraining) => string,
): readonly PlannedTraining[] {
	const value = oneOf(option, given, [...new Set(runs.map(property))]);
	return value === undefined
		? runs
		: runs.filter((run) => property(run) === value);
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
				`${clear}${name}: epoch ${last.epoch}/${epochs}, loss ${last.trainLoss.toFixed(3)}, validation ${last.validationAccuracy === null ? "none" : percent(last.validationAccuracy)}, ${last.seconds.toFixed(1)} s`,
			);
		shown = curve.length;
		if (clear)
			process.stderr.write(
				`${clear}${name}: epoch ${epoch}/${epochs}, ${phase} ${done}/${all}, loss ${loss.toFixed(3)}, accuracy ${percent(accuracy)}`,
			);
	};
}

function resultOf({ test, curve }: RunRecord<TestResult>): string {
	if (test) return `test accuracy ${percent(test.accuracy)}`;
	const accuracy = curve.at(-1)?.validationAccuracy;
	return `validation accuracy ${accuracy == null ? "none" : percent(accuracy)} (not tested)`;
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
	const { runs, scale, resume, list } = options;
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
		onFinished: async (run, record, network) => {
			left--;
			if (network)
				await keepWeights(record.id, network, isKeptForGood(scale, record));
			console.log(
				`${nameOf(run)}: ${resultOf(record)} after ${record.curve.length} epochs and ${record.seconds.toFixed(0)} s${network ? "" : " (finished before)"}; runs left: ${left}`,
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
