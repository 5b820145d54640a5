/** `npm run site`: the executed notebooks, the ledger, the benchmarks and the library's reference as a static site. */
import { existsSync } from "node:fs";
import path from "node:path";
import { readOptions } from "./options.js";
import { NOTEBOOKS, PROJECT, shortPath } from "./project.js";
import { buildSite } from "./site/build.js";

const OPTIONS = {
	notebooks: { type: "string" },
	out: { type: "string" },
	help: { type: "boolean" },
} as const;
const USAGE = `usage: npm run site -- [--notebooks FOLDER] [--out FOLDER]

  --notebooks   folder of executed .ipynb files (default: notebooks, as they are committed; build/notebooks has those of npm run replicate)
  --out         where the site is written, in place of what is there (default: build/site)`;

async function main(): Promise<void> {
	const { help, ...given } = readOptions(process.argv.slice(2), OPTIONS);
	if (help) {
		console.log(USAGE);
		return;
	}
	const notebooks = path.resolve(given.notebooks ?? NOTEBOOKS);
	if (!existsSync(notebooks))
		throw new Error(
			`--notebooks is "${given.notebooks}": there is no such folder; leave it out for the committed notebooks`,
		);
	const out = path.resolve(given.out ?? path.join(PROJECT, "build", "site"));
	const pages = await buildSite({ notebooks, out });
	console.log(
		`${pages.length} pages in ${shortPath(out)}: open ${shortPath(path.join(out, "index.html"))}, or copy the folder to any static host`,
	);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
