/** The command line of `npm run replicate`. */
import path from "node:path";
import { parseArgs } from "node:util";
import { parseScale, SCALES, type Scale } from "spiking-recurrent-cell";

export interface Options {
	readonly scale: Scale;
	/** Names of the notebooks to run, in order. */
	readonly notebooks: readonly string[];
	/** Folder for everything that is written. */
	readonly out: string;
}

export const USAGE = `npm run replicate -- [--scale ${SCALES.join("|")}] [--only NOTEBOOK] [--out FOLDER]

  --scale   how much work: smoke (seconds), quick (minutes, the default), paper (the full protocol)
  --only    run one notebook
  --out     where everything is written; "build" if not given`;

const KNOWN = {
	scale: { type: "string" },
	only: { type: "string" },
	out: { type: "string" },
	help: { type: "boolean" },
} as const;

/** What was asked for, or "help". @throws Error that lists the valid options, scales or notebooks */
export function parseOptions(
	args: readonly string[],
	available: readonly string[],
): Options | "help" {
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
		notebooks: only === undefined ? available : [chosen(`${only}`, available)],
		out: path.resolve(`${out}`),
	};
}

/** The notebook called `name`, which may be a file name or only its first letters, as long as they fit one. */
function chosen(name: string, available: readonly string[]): string {
	const wanted = path.basename(name).replace(/\.(ipynb|ts)$/, "");
	if (available.includes(wanted)) return wanted;
	const fitting = available.filter((one) => one.startsWith(wanted));
	if (fitting.length === 1) return fitting[0];
	throw new Error(
		`${fitting.length ? "several notebooks begin with" : "unknown notebook"} "${name}"; valid notebooks: ${available.join(", ")}`,
	);
}
