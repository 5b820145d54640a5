/** `npm run doctor`, as far as it needs nothing but Node: is this Node new enough, are the packages installed, does the project build? */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");
const [major, minor] = process.versions.node.split(".").map(Number);

function giveUp(line) {
	console.log(`✗ ${line}`);
	process.exit(1);
}

if (major < 20 || (major === 20 && minor < 19))
	giveUp(
		`Node        ${process.versions.node} is too old: install Node 20.19 or newer from https://nodejs.org`,
	);
for (const name of ["typescript", "tslab", "assemblyscript"])
	if (!existsSync(join(project, "node_modules", name, "package.json")))
		giveUp(`packages    ${name} is missing in node_modules: run "npm ci"`);

const build = spawnSync("npm", ["run", "--silent", "build"], {
	cwd: project,
	encoding: "utf8",
	shell: process.platform === "win32",
});
if (build.status !== 0)
	giveUp(
		`build       the project does not compile: run "npm ci"; if that does not help, "git status" says what was changed\n${build.stdout}${build.stderr}`,
	);
await import("../build/scripts/doctor.js");
