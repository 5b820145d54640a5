/** `npm test [-- FOLDER …]`: runs the compiled tests with Node's own runner; Node 20 knows no globs, so the files are listed here. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, sep } from "node:path";

const root = join(__dirname, "..", "..");
const sources = join(root, "test");

// listed from the sources, so that a compiled test whose source is gone is not run
const all = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
	(file) => file.endsWith(".test.ts"),
);

/** The tests in a folder below test/, or in one file. */
function testsIn(asked: string): string[] {
	const place = relative(sources, join(sources, asked));
	const found = all.filter(
		(file) =>
			file === place || `${sep}${file}`.startsWith(join(sep, place, sep)),
	);
	if (found.length === 0) {
		const folders = new Set(all.map((file) => file.split(sep)[0]));
		console.error(
			`no tests in "${asked}": choose from ${[...folders].sort().join(", ")}`,
		);
		process.exit(1);
	}
	return found;
}

const asked = process.argv.slice(2);
const files = asked.length ? [...new Set(asked.flatMap(testsIn))] : all;
const { status } = spawnSync(
	process.execPath,
	[
		"--test",
		"--test-reporter=spec",
		// Node itself takes one process fewer than there are cores.
		`--test-concurrency=${availableParallelism()}`,
		...files.map((file) => join("build", "test", file.replace(/\.ts$/, ".js"))),
	],
	{ cwd: root, stdio: "inherit" },
);
process.exit(status ?? 1);
