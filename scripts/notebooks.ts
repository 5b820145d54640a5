/** `npm run notebooks`: builds the .ipynb files from their scripts and executes them with tslab. */
import path from "node:path";
import { parseArgs } from "node:util";
import {
	parseScale,
	SCALES,
	type Scale,
} from "spiking-recurrent-cell/dist/experiments/scale.js";
import { writeWhole } from "spiking-recurrent-cell/dist/files/whole-file.js";
import { checkNotebook, readNotebook } from "./notebooks/check.js";
import { scriptCells } from "./notebooks/convert.js";
import { type CellProgress, executeNotebook } from "./notebooks/execute.js";
import { codeCells, serialise } from "./notebooks/nbformat.js";
import { formatScript } from "./notebooks/script.js";
import { nameOf, selectScripts } from "./notebooks/select.js";
import { shortPath } from "./project.js";

const USAGE = `npm run notebooks -- [NAME …] [options]

Executes the named notebooks (all without a name) and writes their outputs into the .ipynb files.

  --scale ${SCALES.join("|")}   how much work they do (default quick)
  --timeout SECONDS           the longest a single cell may take (default: smoke 120, quick 600, paper no limit)
  --out DIR                   where the .ipynb files go (default: beside their scripts)
  --check                     execute nothing; say whether .ipynb files and scripts differ
  --adopt                     execute nothing; write the cells of the .ipynb files into the scripts
  --help                      this text`;

/** Seconds a cell may take. */
const TIMEOUTS: Readonly<Record<Scale, number | undefined>> = {
	smoke: 120,
	quick: 600,
	paper: undefined,
};

const INTERRUPTED = new Error(
	"interrupted: the .ipynb of the notebook that ran is left as it was",
);

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			scale: { type: "string", default: "quick" },
			timeout: { type: "string" },
			out: { type: "string" },
			check: { type: "boolean", default: false },
			adopt: { type: "boolean", default: false },
			help: { type: "boolean", default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	const scale = parseScale(values.scale);
	const timeout =
		values.timeout === undefined
			? TIMEOUTS[scale]
			: parseSeconds(values.timeout);
	const scripts = selectScripts(positionals);
	const notebookOf = (script: string) =>
		path.join(
			values.out === undefined
				? path.dirname(script)
				: path.resolve(values.out),
			`${nameOf(script)}.ipynb`,
		);

	if (values.check) return check(scripts, notebookOf);
	if (values.adopt) return adopt(scripts, notebookOf);
	const interrupt = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"] as const)
		process.once(signal, () => interrupt.abort(INTERRUPTED));
	for (const script of scripts)
		await run(script, notebookOf(script), {
			scale,
			timeout,
			signal: interrupt.signal,
		});
}

async function run(
	script: string,
	ipynb: string,
	options: {
		scale: Scale;
		timeout: number | undefined;
		signal: AbortSignal;
	},
): Promise<void> {
	const onCell = process.stderr.isTTY
		? showProgress(nameOf(script))
		: undefined;
	const { notebook, seconds } = await executeNotebook(script, {
		...options,
		onCell,
	}).finally(() => onCell && process.stderr.write("\r\x1b[K"));
	await writeWhole(ipynb, serialise(notebook));
	const cells = codeCells(notebook);
	const displays = cells
		.flatMap(({ outputs }) => outputs)
		.filter((output) => output.output_type === "display_data");
	console.log(
		`${nameOf(script)}: ${cells.length} cells and ${displays.length} displays in ${seconds.toFixed(1)} s → ${shortPath(ipynb)}`,
	);
}

function showProgress(name: string): (progress: CellProgress) => void {
	return ({ cell, cells }) =>
		process.stderr.write(`\r\x1b[K${name}: cell [${cell}] of ${cells} …`);
}

function check(
	scripts: readonly string[],
	notebookOf: (script: string) => string,
): void {
	const complaints = scripts.flatMap(
		(script) => checkNotebook(script, notebookOf(script)) ?? [],
	);
	if (complaints.length > 0) throw new Error(complaints.join("\n"));
	console.log(
		`the .ipynb files of ${scripts.length} notebooks are those their scripts make`,
	);
}

async function adopt(
	scripts: readonly string[],
	notebookOf: (script: string) => string,
): Promise<void> {
	for (const script of scripts) {
		const cells = scriptCells(readNotebook(notebookOf(script)));
		await writeWhole(script, formatScript(cells));
		console.log(`${shortPath(script)} now holds the cells of its notebook`);
	}
}

function parseSeconds(text: string): number {
	const seconds = Number(text);
	if (!(seconds > 0))
		throw new Error(
			`--timeout takes a number of seconds above 0, e.g. 600; got "${text}"`,
		);
	return seconds;
}

main().catch((error: unknown) => {
	const unknownOption =
		error instanceof TypeError &&
		"code" in error &&
		String(error.code).startsWith("ERR_PARSE_ARGS");
	console.error(error instanceof Error ? error.message : error);
	if (unknownOption) console.error(USAGE);
	process.exitCode = error === INTERRUPTED ? 130 : 1;
});
