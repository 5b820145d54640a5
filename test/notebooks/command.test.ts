import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { runNotebooks, writeScript } from "./notebook.js";

/** Scripts that fail, and what the command must say; one process each. */
const FAILURES: Readonly<
	Record<string, { script: string; options?: string[]; says: RegExp }>
> = {
	"an exception in a function of an earlier cell": {
		script: `// %%
interface P {
	x: number;
}
function boom(p: P): never {
	throw new RangeError("no " + p.x);
}

// %%
await null;
boom({ x: 1 });
`,
		says: /a\.ts:6: cell \[1\], line 5: RangeError: no 1\n {4}6 \| \tthrow new RangeError/,
	},
	"a type error": {
		script: '// %%\nconst ok = 1;\n\n// %%\n\nok;\nconst w: number = "a";\n',
		says: /a\.ts:7: cell \[2\], line 2: TS2322: line 2, column 7: Type 'string' is not assignable to type 'number'\.\n {4}7 \| const w/,
	},
	"a rejection that nobody handles, though its cell is done": {
		script:
			'// %%\nsetTimeout(() => {\n\tvoid Promise.reject(new Error("nobody waits"));\n}, 50);\n\n// %%\n1;\n',
		says: /a\.ts:3: cell \[1\], line 2: Error: nobody waits\n/,
	},
	"an endless loop": {
		script: "// %%\n1;\n\n// %%\nfor (;;) {}\n",
		options: ["--timeout=3"],
		says: /a\.ts:5: cell \[2\], line 1: time-out: it ran for more than 3 s; .*\n {4}5 \| for/,
	},
	"the end of the process": {
		script: "// %%\nprocess.exit(0);\n",
		says: /a\.ts:2: cell \[1\], line 1: kernel died: .*exit code 0/,
	},
};

for (const [what, { script, options = [], says }] of Object.entries(FAILURES))
	test(`${what} ends the run with exit code 1 and its place`, async () => {
		const file = writeScript("a", script);
		const { code, stdout, stderr } = await runNotebooks([
			file,
			"--scale=smoke",
			...options,
		]);
		assert.match(stderr, says);
		assert.equal(code, 1);
		assert.equal(stdout, "");
		assert.deepEqual(readdirSync(path.dirname(file)), ["a.ts"]);
	});

test("an executed notebook passes --check until a cell is edited, and --adopt takes the edit over", async () => {
	const text = "// %% [markdown]\n// # Title\n\n// %%\nconst x = 1;\n";
	const file = writeScript("a", text);
	const ipynb = file.replace(/ts$/, "ipynb");
	assert.match((await runNotebooks([file, "--check"])).stderr, /missing/);
	assert.equal((await runNotebooks([file, "--scale=smoke"])).code, 0);
	assert.equal((await runNotebooks([file, "--check"])).code, 0);
	const edited = readFileSync(ipynb, "utf8").replace("x = 1", "x = 2");
	writeFileSync(ipynb, edited);
	const { code, stderr } = await runNotebooks([file, "--check"]);
	assert.equal(code, 1);
	assert.match(stderr, /a\.ipynb: code cell \[1\] differs from .*a\.ts:5: /);
	assert.equal((await runNotebooks([file, "--adopt"])).code, 0);
	assert.equal(readFileSync(file, "utf8"), text.replace("x = 1", "x = 2"));
	assert.equal((await runNotebooks([file, "--check"])).code, 0);
});

test("Ctrl-C during a run leaves the old notebook untouched and nothing beside it", async () => {
	const file = writeScript("a", "");
	const folder = path.dirname(file);
	const begun = path.join(folder, "begun");
	writeFileSync(
		file,
		`// %%\nrequire("node:fs").writeFileSync("begun", "");\nfor (;;) {}\n`,
	);
	const ipynb = path.join(folder, "a.ipynb");
	writeFileSync(ipynb, "old");
	const { code, stderr } = await runNotebooks([file], async () => {
		while (!existsSync(begun)) await sleep(20);
	});
	assert.equal(code, 130);
	assert.match(stderr, /^interrupted: /);
	assert.equal(readFileSync(ipynb, "utf8"), "old");
	assert.deepEqual(readdirSync(folder).sort(), ["a.ipynb", "a.ts", "begun"]);
});

test("unknown notebooks, scales and options are answered with the valid ones", async () => {
	const refused = async (args: string[], message: RegExp) => {
		const { code, stderr } = await runNotebooks(args);
		assert.equal(code, 1);
		assert.match(stderr, message);
	};
	await refused(["nowhere"], /unknown notebook "nowhere": choose from /);
	await refused(["--scale=huge"], /"huge": .*smoke, quick, paper/);
	await refused(["--fast"], /--fast[\s\S]*--scale[\s\S]*--timeout/);
	await refused(["--timeout=0"], /--timeout takes a number of seconds above 0/);
});
