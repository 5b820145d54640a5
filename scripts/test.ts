/** `npm test [-- FOLDER …]`: runs the compiled tests with Node's own runner; Node 20 knows no globs, so the files are listed here. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

const root = join(__dirname, "..", "..");
const sources = join(root, "test");
const asked = process.argv.slice(2);
for (const folder of asked)
	if (!existsSync(join(sources, folder))) {
		const folders = readdirSync(sources, { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => name);
		console.error(`no tests in "${folder}": choose from ${folders.join(", ")}`);
		process.exit(1);
	}

// listed from the sources, so that a compiled test whose source is gone is not run
const files = readdirSync(sources, { recursive: true, encoding: "utf8" })
	.filter((file) => file.endsWith(".test.ts"))
	.filter(
		(file) =>
			asked.length === 0 ||
			asked.some((folder) => file.startsWith(folder + sep)),
	)
	.map((file) => join("build", "test", file.replace(/\.ts$/, ".js")));

const { status } = spawnSync(
	process.execPath,
	["--test", "--test-reporter=spec", ...files],
	{ cwd: root, stdio: "inherit" },
);
process.exit(status ?? 1);
