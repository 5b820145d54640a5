/** The command line of `npm run replicate`. */
import path from "node:path";
import { parseArgs } from "node:util";
import {
	parseScale,
	SCALES,
	type Scale,
} from "spiking-recurrent-cell/dist/experiments/scale.js";
import { selectScripts } from "../notebooks/select.js";

export interface Options {
	readonly scale: Scale;
	/** Scripts of the notebooks to run, in order. */
	readonly scripts: readonly string[];
	/** Folder for everything that is written. */
	readonly out: string;
}

export const USAGE = `npm run replicate -- [--scale ${SCALES.join("|")}] [--only NOTEBOOK] [--out FOLDER]

  --scale   how much work: smoke (seconds), quick (minutes, the default), paper (the full protocol)
  --only    run one notebook, given by its name or number
  --out     where everything is written (default: build)`;

const KNOWN = {
	scale: { type: "string" },
	only: { type: "string" },
	out: { type: "string" },
	help: { type: "boolean" },
} as const;

/** What was asked for, or "help". @throws Error that lists the valid options, scales or notebooks */
export function parseOptions(args: readonly string[]): Options | "help" {
	// Not strict: parseArgs' own messages do not list what would be right.
	const { values, positionals } = parseArgs({
		args: [...args],
		options: KNOWN,
		strict: false,
	});
	const valid = Object.keys(KNOWN)
		.map((name) => `--${name}`)
		.join(", ");
	for (const name of Object.keys(values))
		if (!Object.hasOwn(KNOWN, name))
			throw new Error(`unknown option "--${name}"; valid options: ${valid}`);
	if (positionals.length)
		throw new Error(
			`unexpected argument "${positionals[0]}"; valid options: ${valid}`,
		);
	if (values.help) return "help";
	const { scale = "quick", only, out = "build" } = values;
	for (const [name, value] of Object.entries({ scale, only, out }))
		if (value === true || value === "")
			throw new Error(`option "--${name}" needs a value`);
	return {
		scale: parseScale(`${scale}`),
		scripts: selectScripts(only === undefined ? [] : [`${only}`]),
		out: path.resolve(`${out}`),
	};
}
