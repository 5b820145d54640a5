/** The command itself, with small notebooks, the real tslab and no network. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { record } from "../report/fixture.js";
import { temporaryFolder } from "../temporary.js";

const SCRIPT = path.resolve(__dirname, "../../scripts/replicate.js");
const root = temporaryFolder();

/** Loaded into the command: no request gets out. */
const OFFLINE = path.join(root, "offline.js");
writeFileSync(
	OFFLINE,
	'globalThis.fetch = () => Promise.reject(new Error("no network"));',
);

function notebook(name: string, ...cells: string[]): string {
	const file = path.join(root, `${name}.ts`);
	writeFileSync(
		file,
		[
			"// %% [markdown]\n// # A title",
			...cells.map((cell) => `// %%\n${cell}`),
		].join("\n\n"),
	);
	return file;
}

interface Finished {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

function start(
	script: string,
	out: string,
): { child: ChildProcess; end: Promise<Finished> } {
	const { SRC_DATA: _, ...env } = process.env;
	const child = spawn(
		process.execPath,
		[
			"--require",
			OFFLINE,
			SCRIPT,
			"--scale",
			"smoke",
			"--only",
			script,
			"--out",
			out,
		],
		{ env },
	);
	const text = { stdout: "", stderr: "" };
	for (const name of ["stdout", "stderr"] as const)
		child[name].setEncoding("utf8").on("data", (part: string) => {
			text[name] += part;
		});
	const end = new Promise<Finished>((resolve) => {
		child.on("close", (code) => resolve({ code, ...text }));
	});
	return { child, end };
}

describe("npm run replicate", { timeout: 120_000 }, () => {
	test("writes notebook, report and timings, and prints the results of this run only", async () => {
		const out = path.join(root, "sound");
		const fresh = JSON.stringify(
			record({ finished: "2999-01-01T00:00:00.000Z" }),
		);
		const script = notebook(
			"10-sound",
			'import { mkdirSync, writeFileSync } from "node:fs";\nconst runs = process.env.SRC_RUNS!;\nmkdirSync(runs, { recursive: true });',
			`writeFileSync(runs + "/new.json", ${JSON.stringify(fresh)});\nwriteFileSync(runs + "/old.json", ${JSON.stringify(JSON.stringify(record({ accuracy: 0.1, outputGradient: "relu" })))});`,
			'console.log("scale", process.env.SRC_SCALE);',
		);
		const { code, stdout, stderr } = await start(script, out).end;
		assert.equal(code, 0, stderr);
		assert.match(stdout, /\[1\/1\] 10-sound: 3 cells/);
		assert.match(stdout, /SRC 784-100 .* 90\.00 {2}/);
		assert.doesNotMatch(stdout, /10\.00/);
		assert.match(stdout, /--scale smoke --only 10-sound/);
		assert.match(
			stdout,
			/What the paper claims, and what came out here\n[\s\S]*npm run train -- depth/,
		);
		const executed = JSON.parse(
			readFileSync(path.join(out, "notebooks", "10-sound.ipynb"), "utf8"),
		);
		assert.deepEqual(executed.cells[3].outputs[0].text, ["scale smoke\n"]);
		assert.match(
			readFileSync(path.join(out, "report", "index.html"), "utf8"),
			/>90\.00</,
		);
		assert.equal(
			JSON.parse(readFileSync(path.join(out, "timings.json"), "utf8"))[
				"smoke/10-sound"
			].length,
			3,
		);
	});

	test("a failing cell: its number, line and message, exit 1, and the report all the same", async () => {
		const out = path.join(root, "failing");
		const script = notebook(
			"11-failing",
			"const a = 1;",
			'console.log("before");\nthrow new Error("out of spikes");',
			"a;",
		);
		const { code, stdout, stderr } = await start(script, out).end;
		assert.equal(code, 1);
		assert.match(stdout, /11-failing: FAILED after 1 of 3 cells/);
		assert.match(stderr, /cell \[2\], line 2: .*out of spikes/);
		const page = readFileSync(path.join(out, "report", "index.html"), "utf8");
		assert.match(page, /class="banner failed"[\s\S]*out of spikes/);
		assert.match(page, /<pre class="text stdout"[^>]*>before/);
	});

	test("Ctrl-C: exit 130, a sentence, no process and no part of a file left; the old report stays", {
		skip:
			process.platform === "win32" &&
			"Windows sends no SIGINT to another process",
	}, async () => {
		const out = path.join(root, "interrupted");
		const pulse = path.join(root, "pulse");
		const script = notebook(
			"12-long",
			'import { appendFileSync } from "node:fs";',
			`setInterval(() => appendFileSync(${JSON.stringify(pulse)}, "."), 50);`,
			"await new Promise((resolve) => setTimeout(resolve, 60_000));",
		);
		const { child, end } = start(script, out);
		for (let wait = 0; wait < 600 && !existsSync(pulse); wait++)
			await setTimeout(100);
		child.kill("SIGINT");
		const { code, stderr } = await end;
		assert.equal(code, 130);
		assert.match(stderr, /Interrupted in 12-long, cell \d of 3/);
		const left = existsSync(out) ? readdirSync(out, { recursive: true }) : [];
		assert.deepEqual(
			left.filter((name) => /part|html|ipynb/.test(String(name))),
			[],
		);
		await setTimeout(200);
		const beats = readFileSync(pulse, "utf8").length;
		await setTimeout(300);
		assert.equal(readFileSync(pulse, "utf8").length, beats);
	});
});
