import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ProtocolClient } from "../../scripts/conformance/protocol-client.js";
import type { Message } from "../../scripts/kernel/wire.js";
import { temporaryFolder } from "../temporary.js";

const COMMAND = path.resolve(__dirname, "../../scripts/kernel.js");
/** Seconds for one request; a busy machine takes its time. */
const LIMIT = 60;
const KERNEL =
	'globalThis[Symbol.for("spiking-recurrent-cell.notebook-kernel")]';

const folder = temporaryFolder();
const client = new ProtocolClient();

const run = (code: string, more = {}) => client.execute(code, LIMIT, more);
const ask = async (type: string, content: object) =>
	(await client.ask(type, LIMIT, content).answer).reply;
const typesOf = (messages: readonly Message[]) =>
	messages.map(({ header }) => header.msg_type);

before(async () => {
	// As VS Code does it: kernel.json, a connection file, nothing on the path.
	const env = { JUPYTER_DATA_DIR: folder, HOME: folder };
	execFileSync(process.execPath, [COMMAND], { env });
	const kernels = path.join(folder, "kernels", "src-typescript");
	const spec = JSON.parse(
		readFileSync(path.join(kernels, "kernel.json"), "utf8"),
	);
	await client.start(spec, folder, env);
});
after(() => client.stop());

test("the kernel says that it speaks TypeScript, and how its files and highlighting are called", async () => {
	const { language_info } = await ask("kernel_info_request", {});
	assert.equal(language_info.name, "typescript");
	assert.equal(language_info.file_extension, ".ts");
	assert.equal(language_info.mimetype, "text/typescript");
	assert.equal(language_info.codemirror_mode.mode, "typescript");
});

test("a cell is published as busy, its input, its output, its result and idle, with its count", async () => {
	const { published, reply } = await run('console.log("a"); 1 + 1');
	assert.deepEqual(typesOf(published), [
		"status",
		"execute_input",
		"stream",
		"execute_result",
		"status",
	]);
	const [, input, , result] = published;
	assert.equal(input.content.execution_count, reply.execution_count);
	assert.equal(result.content.execution_count, reply.execution_count);
	assert.deepEqual(result.content.data, { "text/plain": "2" });
});

test("counts grow by one a cell, but not with silent or unrecorded cells, and history holds the recorded ones", async () => {
	const first = (await run('"first of three"')).reply.execution_count;
	const silent = await run('"unseen"', { silent: true, store_history: false });
	assert.deepEqual(typesOf(silent.published), ["status", "status"]);
	const unrecorded = await run('"unrecorded"', { store_history: false });
	assert.equal(unrecorded.reply.execution_count, first);
	assert.equal(unrecorded.outputs.length, 1);
	const second = (await run('"second of three"')).reply.execution_count;
	assert.equal(second, first + 1);
	const { history } = await ask("history_request", {
		hist_access_type: "tail",
		n: 2,
		output: false,
		raw: true,
	});
	assert.deepEqual(history, [
		[1, first, '"first of three"'],
		[1, second, '"second of three"'],
	]);
	const found = await ask("history_request", {
		hist_access_type: "search",
		pattern: "*first of*",
		output: true,
		raw: true,
	});
	assert.deepEqual(found.history, [[1, first, ['"first of three"', null]]]);
});

test("code is complete, incomplete or invalid", async () => {
	const status = async (code: string) =>
		(await ask("is_complete_request", { code })).status;
	assert.equal(await status("1 + 1"), "complete");
	assert.equal(await status("function f() {"), "incomplete");
	assert.equal(await status("const = 3;"), "invalid");
});

test("names of the library are completed, and inspection shows the library's own documentation", async () => {
	await run('import { train, createNetwork } from "spiking-recurrent-cell";');
	// Positions count code points: the rocket is one, though two units long.
	const code = '"🚀"; createNet';
	const completed = await ask("complete_request", { code, cursor_pos: 14 });
	assert.deepEqual(completed.matches, ["createNetwork"]);
	assert.deepEqual([completed.cursor_start, completed.cursor_end], [5, 14]);
	const [kind] = completed.metadata._jupyter_types_experimental;
	assert.equal(kind.text, "createNetwork");
	const inspected = await ask("inspect_request", {
		code: "train(plan)",
		cursor_pos: 3,
		detail_level: 0,
	});
	assert.equal(inspected.found, true);
	assert.match(inspected.data["text/plain"], /TrainingPlan/);
	assert.match(
		inspected.data["text/markdown"],
		/Trains a fresh network as the plan says/,
	);
	const nothing = { code: "  ", cursor_pos: 1, detail_level: 0 };
	assert.equal((await ask("inspect_request", nothing)).found, false);
});

test("requests that lack what they are about get one error and idle, and the kernel goes on", async () => {
	const lacking: [type: string, content: object | null][] = [
		["complete_request", { cursor_pos: 0 }],
		["inspect_request", {}],
		["complete_request", { code: ["a"] }],
		["inspect_request", { code: ["a"] }],
		["is_complete_request", {}],
		["execute_request", {}],
		["execute_request", null],
		["history_request", null],
		["comm_info_request", null],
	];
	for (const [type, content] of lacking) {
		const { answer, published } = client.ask(type, LIMIT, content as object);
		const { reply } = await answer;
		assert.equal(reply.status, "error", type);
		assert.match(reply.evalue, new RegExp(`^this ${type} cannot be answered:`));
		assert.deepEqual(
			published.map(({ content }) => content.execution_state),
			["busy", "idle"],
		);
	}
	const told = await client.tell("comm_msg", null as never);
	assert.deepEqual(
		told.map(({ content }) => content.execution_state),
		["busy", "idle"],
	);
	assert.equal((await run("1 + 1")).status, "ok");
});

test("a cell is answered though its user_expressions are null", async () => {
	const { reply } = await run("1 + 1", { user_expressions: null });
	assert.equal(reply.status, "ok");
	assert.deepEqual(reply.user_expressions, {});
});

test("a failure aborts what is queued, unless it must not stop", async () => {
	const failing = client.begin('throw new Error("stop here")', LIMIT);
	const queued = ["1", "2"].map((code) => client.begin(code, LIMIT));
	assert.equal((await failing.answer).status, "error");
	for (const { answer } of queued)
		assert.equal((await answer).status, "aborted");
	assert.equal((await run("3")).status, "ok");
	const ignored = client.begin('throw new Error("go on")', LIMIT, {
		stop_on_error: false,
	});
	const next = client.begin("4", LIMIT);
	assert.equal((await ignored.answer).status, "error");
	assert.equal((await next.answer).status, "ok");
});

test("outputs can be cleared, at once or by the next one, and displays updated from later cells", async () => {
	const cleared = await run(
		`console.log("old"); ${KERNEL}.clearOutput(true); console.log("new");`,
	);
	assert.deepEqual(cleared.outputs, [
		{ output_type: "stream", name: "stdout", text: "new\n" },
	]);
	const shown = await run(
		'import { newDisplay } from "tslab"; const place = newDisplay(); place.text("first");',
	);
	const { published } = await run('place.html("<b>second</b>");');
	assert.ok(typesOf(published).includes("update_display_data"));
	assert.deepEqual(shown.outputs, [
		{
			output_type: "display_data",
			data: { "text/html": "<b>second</b>" },
			metadata: {},
		},
	]);
});

test("100,000 lines reach the page as fewer than 1,000 messages", async () => {
	const { published } = await run(
		"for (let k = 0; k < 100000; k++) console.log(k);",
	);
	const streams = typesOf(published).filter((type) => type === "stream");
	assert.ok(streams.length < 1000, `${streams.length} messages`);
});

test("comms open from both sides, carry messages with binary data, are listed, and unknown targets are closed", async () => {
	const { published } = await run(`
		const kernel = ${KERNEL};
		kernel.registerTarget("echo", (comm) => comm.onMessage(({ data }) => {
			console.log("heard", data.word);
			comm.send({ data: { back: data.word }, buffers: [new Uint8Array([1, 2])] });
		}));
		kernel.openComm("widget", { data: { state: 1 } }, "from-the-cell");
	`);
	const opened = published.find(
		({ header }) => header.msg_type === "comm_open",
	);
	assert.deepEqual(opened?.content, {
		comm_id: "from-the-cell",
		target_name: "widget",
		data: { state: 1 },
	});
	await client.tell("comm_open", {
		comm_id: "from-the-page",
		target_name: "echo",
		data: {},
	});
	const { comms } = await ask("comm_info_request", {});
	assert.deepEqual(comms, {
		"from-the-cell": { target_name: "widget" },
		"from-the-page": { target_name: "echo" },
	});
	await client.tell("comm_msg", {
		comm_id: "from-the-page",
		data: { word: "hello" },
	});
	// What handlers do belongs to the cell that registered them.
	const back = published.find(({ header }) => header.msg_type === "comm_msg");
	assert.deepEqual(back?.content.data, { back: "hello" });
	assert.deepEqual([...(back?.buffers[0] ?? [])], [1, 2]);
	await client.tell("comm_open", {
		comm_id: "nobody",
		target_name: "unknown",
		data: {},
	});
	const after = await ask("comm_info_request", { target_name: "unknown" });
	assert.deepEqual(after.comms, {});
});

test("an error of a comm's handler is shown once, in the cell of the comm, and the page gets idle after open, message and close", async () => {
	const { published } = await run(`
		const failing = ${KERNEL}.openComm("widget", {}, "failing");
		failing.onMessage(({ data }) => { throw new Error("handler of " + data.word); });
		failing.onClose(async () => { throw new Error("handler of the end"); });
		${KERNEL}.registerTarget("failing", () => { throw new Error("handler of the start"); });
	`);
	const comm_id = "failing";
	const state = ({ content }: Message) => content.execution_state;
	for (const [type, content] of [
		["comm_open", { comm_id: "other", target_name: "failing" }],
		["comm_msg", { comm_id, data: { word: "words" } }],
		["comm_close", { comm_id }],
	] as const) {
		const told = await client.tell(type, content);
		assert.deepEqual(told.map(state), ["busy", "idle"], type);
	}
	assert.equal((await run('"still here"')).status, "ok");
	const errors = published.filter(({ header }) => header.msg_type === "error");
	assert.deepEqual(
		errors.map(({ content }) => content.evalue),
		["handler of the start", "handler of words", "handler of the end"],
	);
});

test("a slider whose onChange throws goes on being moved, and shows each of 2 errors in its cell", async () => {
	const { published } = await run(`
		import { slider } from "spiking-recurrent-cell";
		slider("current", { from: 0, to: 2 }).onChange((value) => { throw new Error("no " + value); });
	`);
	const opened = published.find(
		({ header }) => header.msg_type === "comm_open",
	);
	for (const value of [1, 2])
		await client.tell("comm_msg", {
			comm_id: opened?.content.comm_id,
			data: { method: "update", state: { value }, buffer_paths: [] },
		});
	const errors = published.filter(({ header }) => header.msg_type === "error");
	assert.deepEqual(
		errors.map(({ content }) => content.evalue),
		["no 1", "no 2"],
	);
});

test("a value that fails to show itself fails its cell with that error and its line, whether it throws or rejects", async () => {
	for (const how of ["", "async "]) {
		const { reply } = await run(
			`const odd = {\n\t${how}[Symbol.for("Jupyter.display")]() {\n\t\tthrow new RangeError("unseen");\n\t},\n};\nodd`,
		);
		assert.equal(reply.status, "error");
		assert.equal(reply.ename, "RangeError");
		assert.equal(reply.evalue, "unseen");
		assert.match(reply.traceback.join("\n"), /line 3/);
	}
	assert.equal((await run('"still here"')).status, "ok");
});

test("a value that never ends showing itself is ended by one interrupt", async () => {
	const cell = client.begin(
		'({ [Symbol.for("Jupyter.display")]: () => new Promise(() => {}) })',
		LIMIT,
	);
	await sleep(1500);
	await client.interrupt();
	const { reply } = await cell.answer;
	assert.equal(reply.ename, "Interrupted");
	assert.equal((await run('"still here"')).status, "ok");
});

test("what is no JSON cannot be shown or sent: the cell fails, the kernel goes on", async () => {
	const bundle = '{ "application/json": { large: 1n } }';
	for (const code of [
		`({ [Symbol.for("Jupyter.display")]: () => (${bundle}) })`,
		`${KERNEL}.write({ data: ${bundle}, metadata: {} })`,
		`${KERNEL}.write({ data: { "application/json": { f() {} } }, metadata: {} })`,
		`${KERNEL}.openComm("widget", { data: { large: 1n } })`,
		`const circle: { self?: object } = {}; circle.self = circle; ${KERNEL}.openComm("widget", { data: circle })`,
	]) {
		const { reply } = await run(code);
		assert.equal(reply.status, "error", code);
		assert.match(reply.evalue, /is no JSON .*(BigInt|circular|cloned)/);
	}
	const { reply } = await run(`${KERNEL}.openComm("widget", { buffers: [1] })`);
	assert.match(reply.evalue, /buffers .* Uint8Array/);
	assert.equal((await run('"still here"')).status, "ok");
});

test("a cell that throws what cannot be shown fails all the same", async () => {
	for (const code of [
		'const hidden = { [Symbol.for("nodejs.util.inspect.custom")]() { throw hidden; } }; throw hidden;',
		'throw Object.assign(new Error("x"), { name: Symbol("odd") });',
		'throw Object.assign(new Error("x"), { message: () => "x" });',
	])
		assert.equal((await run(code)).status, "error", code);
	assert.equal((await run('"still here"')).status, "ok");
});

test("a cell learns of its interruption through the signal that trainings heed, and catches it if it wants to", async () => {
	const cell = client.begin(
		`let seen = ""; const signal = ${KERNEL}.interruption();
		try { for (;;) { await null; await new Promise((done) => setTimeout(done, 5)); } } catch (error) { seen = String(error); }
		seen + " " + signal.aborted`,
		LIMIT,
	);
	await sleep(1500);
	await client.interrupt();
	const { outputs, status } = await cell.answer;
	assert.equal(status, "ok");
	assert.deepEqual(outputs.at(-1), {
		output_type: "execute_result",
		execution_count: (await cell.answer).reply.execution_count,
		data: { "text/plain": "'Interrupted: the cell was interrupted true'" },
		metadata: {},
	});
});

test("requests are answered while a cell computes", async () => {
	const cell = client.begin(
		`await new Promise((done) => ${KERNEL}.registerTarget("release", done)); 1`,
		LIMIT,
	);
	const completed = await ask("complete_request", {
		code: "Math.hyp",
		cursor_pos: 8,
	});
	assert.deepEqual(completed.matches, ["hypot"]);
	// Front ends take the last word for the kernel's state: it is busy again.
	await sleep(100);
	assert.equal(cell.published.at(-1)?.content.execution_state, "busy");
	const release = { comm_id: "release", target_name: "release", data: {} };
	await client.tell("comm_open", release);
	assert.equal((await cell.answer).status, "ok");
});

test("a cell that ends its process fails, and the next one runs in a new process", async () => {
	const { reply } = await run("process.exit(3)");
	assert.equal(reply.ename, "ProcessEnded");
	assert.match(reply.evalue, /exit code 3.*no names are defined/);
	assert.equal((await run('"again"')).status, "ok");
});

test("a cell that ends its process fails within 60 s though a program that it started would run for 600", {
	skip: process.platform === "win32",
}, async () => {
	const { reply } = await run(
		'import { spawn } from "node:child_process"; spawn("sleep", ["600"], { stdio: "inherit" }); process.exit(4);',
	);
	assert.equal(reply.ename, "ProcessEnded");
	assert.equal((await run('"again"')).status, "ok");
});

test("parameters that papermill writes in Python are read as TypeScript", async () => {
	const injected =
		'# Parameters\nrate = 0.5\nname = "a # True"\nflags = [True, None]\nsizes = {"hidden": 100}\n';
	assert.equal((await run(`const rate = 0.25;`)).status, "ok");
	assert.equal((await run(injected)).status, "ok");
	const { outputs } = await run("JSON.stringify({ rate, name, flags, sizes })");
	assert.ok(
		JSON.stringify(outputs).includes(
			JSON.stringify(
				'{"rate":0.5,"name":"a # True","flags":[true,null],"sizes":{"hidden":100}}',
			).slice(1, -1),
		),
	);
});

test("shutdown ends the kernel, its process for cells and what cells have started", {
	skip: process.platform === "win32",
}, async () => {
	const { outputs } = await run(
		'import { spawn } from "node:child_process"; const child = spawn("sleep", ["600"]); console.log(process.pid, child.pid);',
	);
	const [output] = outputs;
	assert.equal(output.output_type, "stream");
	const pids = String(output.output_type === "stream" && output.text)
		.trim()
		.split(" ")
		.map(Number);
	assert.equal(await client.stop(), 0);
	// Whoever adopts them needs a moment to take note of their end.
	const left = () => pids.filter(isThere);
	for (let turn = 0; turn < 100 && left().length > 0; turn++) await sleep(100);
	assert.deepEqual(left(), []);
});

function isThere(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
