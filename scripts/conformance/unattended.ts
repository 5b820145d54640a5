/**
 * Programs that execute notebooks without anybody looking: `npm run conformance:unattended`. A failing cell must end each of them with a
 * code other than 0 and with the message, and papermill's parameters must arrive.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { notebookFromScript } from "../notebooks/convert.js";
import { serialise } from "../notebooks/nbformat.js";
import { parseScript } from "../notebooks/script.js";
import { jupyterPrograms } from "./jupyter.js";

/** Notebooks that fail, and what must be said of each. */
const FAILURES: Readonly<Record<string, { script: string; says: RegExp }>> = {
	"an exception": {
		script: `// %%
function f(x: number): never {
	throw new RangeError("no " + x);
}

// %%
f(1);
`,
		says: /RangeError: no 1[\s\S]*> 2 \| \tthrow new RangeError/,
	},
	"a type error": {
		script: '// %%\nconst n: number = "a";\n',
		says: /TS2322[\s\S]*Type 'string' is not assignable to type 'number'/,
	},
	"an unhandled rejection": {
		script: '// %%\nvoid Promise.reject(new Error("nobody waits"));\n',
		says: /nobody waits/,
	},
};

const GOOD = `// %% tags=parameters
const rate = 0.25;
const name = "default";

// %%
console.log("got", rate, name);
`;

const folder = mkdtempSync(path.join(tmpdir(), "unattended-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const programs = jupyterPrograms();

function notebook(name: string, script: string): string {
	const file = path.join(folder, `${name.replaceAll(" ", "-")}.ipynb`);
	writeFileSync(
		file,
		serialise(notebookFromScript(parseScript(script, "a.ts"))),
	);
	return file;
}

function run(program: string, args: readonly string[]) {
	const { status, stdout, stderr } = spawnSync(
		path.join(programs, program),
		args,
		{ cwd: folder, encoding: "utf8" },
	);
	return { status, said: stripVTControlCharacters(stdout + stderr) };
}

/** How each program is asked to execute a notebook. */
const EXECUTE: Readonly<
	Record<string, (file: string) => ReturnType<typeof run>>
> = {
	nbconvert: (file) =>
		run("jupyter", [
			"nbconvert",
			"--to=notebook",
			"--execute",
			"--stdout",
			file,
		]),
	papermill: (file) => run("papermill", [file, `${file}.out.ipynb`]),
	nbmake: (file) => run("pytest", ["--nbmake", file]),
};

for (const [program, execute] of Object.entries(EXECUTE)) {
	test(`${program} executes a good notebook and ends with 0`, () => {
		const { status, said } = execute(notebook("good", GOOD));
		assert.equal(status, 0, said);
	});
	for (const [what, { script, says }] of Object.entries(FAILURES))
		test(`${what} ends ${program} with a code other than 0 and the message`, () => {
			const { status, said } = execute(notebook(what, script));
			assert.match(said, says);
			assert.notEqual(status, 0);
		});
}

test("parameters from papermill's command line replace those of the notebook", () => {
	const file = notebook("parameters", GOOD);
	const out = `${file}.out.ipynb`;
	const parameters = ["-p", "rate", "0.5", "-p", "name", "given"];
	const { status, said } = run("papermill", [
		file,
		out,
		"--language=python",
		...parameters,
	]);
	assert.equal(status, 0, said);
	assert.match(readFileSync(out, "utf8"), /got 0\.5 given/);
});
