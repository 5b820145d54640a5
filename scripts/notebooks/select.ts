/** Which notebooks a command line means. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { NOTEBOOKS } from "../project.js";

/** Paths of all notebooks' scripts, in the order of the series. */
export function allScripts(): string[] {
	return readdirSync(NOTEBOOKS)
		.filter((name) => /^\d\d-.*\.ts$/.test(name))
		.sort()
		.map((name) => path.join(NOTEBOOKS, name));
}

/** Name of a notebook by its script, e.g. "01-from-gru-to-spikes". */
export function nameOf(script: string): string {
	return path.basename(script, ".ts");
}

/**
 * Scripts of the named notebooks; of all without a name. A name may be a notebook's number, and a script elsewhere is named by its path.
 * @throws if there is no such notebook, naming those there are
 */
export function selectScripts(names: readonly string[]): string[] {
	const scripts = allScripts();
	if (names.length === 0) return scripts;
	return names.map((name) => {
		const found = scripts.find(
			(script) =>
				nameOf(script) === name || nameOf(script).split("-")[0] === name,
		);
		if (found) return found;
		if (name.endsWith(".ts") && existsSync(name)) return path.resolve(name);
		throw new Error(
			`unknown notebook "${name}": choose from ${scripts.map(nameOf).join(", ") || "none so far"}, or give the path of a script`,
		);
	});
}
