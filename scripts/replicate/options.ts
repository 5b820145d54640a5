/** The command line of `npm run replicate`. */
import path from "node:path";
import {
	parseScale,
	SCALES,
	type Scale,
} from "spiking-recurrent-cell/dist/experiments/scale.js";
import { selectScripts } from "../notebooks/select.js";
import { readOptions } from "../options.js";

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
	const {
		help,
		scale = "quick",
		only,
		out = "build",
	} = readOptions(args, KNOWN);
	if (help) return "help";
	return {
		scale: parseScale(scale),
		scripts: selectScripts(only === undefined ? [] : [only]),
		out: path.resolve(out),
	};
}
