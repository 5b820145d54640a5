import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import {
	asText,
	bundle,
	button,
	type Comm,
	type CommMessage,
	choice,
	type NotebookKernel,
	redraw,
	slider,
} from "spiking-recurrent-cell";

const PLACE = Symbol.for("spiking-recurrent-cell.notebook-kernel");

/** The page's end of a comm. */
interface Page {
	readonly target: string;
	readonly opened: Required<CommMessage>;
	readonly received: Required<CommMessage>[];
	send(data: Record<string, unknown>): void;
}
let pages: Page[] = [];

/** Stands in for the kernel: remembers what goes to the page. */
const kernel = {
	openComm(target: string, opened: Required<CommMessage>): Comm {
		let handle: Parameters<Comm["onMessage"]>[0] = () => {};
		const page: Page = {
			target,
			opened,
			received: [],
			send: (data) => handle({ data, metadata: {}, buffers: [] }),
		};
		pages.push(page);
		return {
			id: `comm-${pages.length}`,
			target,
			send: (message) => page.received.push(message as Required<CommMessage>),
			close: () => {},
			onMessage: (handler) => {
				handle = handler;
			},
			onClose: () => {},
		};
	},
} as unknown as NotebookKernel;

const place = globalThis as { [PLACE]?: NotebookKernel };
beforeEach(() => {
	pages = [];
	place[PLACE] = kernel;
});
afterEach(() => {
	delete place[PLACE];
});

test("a slider opens a widget's comm with the whole state of its model", async () => {
	const current = slider("current", { from: 0, to: 2, step: 0.05, value: 0.5 });
	const [{ target, opened }] = pages;
	assert.equal(target, "jupyter.widget");
	assert.equal(opened.metadata.version, "2.1.0");
	const state = opened.data.state as Record<string, unknown>;
	assert.equal(state._model_name, "FloatSliderModel");
	assert.equal(state._view_name, "FloatSliderView");
	assert.deepEqual(
		[state.min, state.max, state.step, state.value, state.readout_format],
		[0, 2, 0.05, 0.5, ".2f"],
	);
	assert.deepEqual((await bundle(current)).data, {
		"application/vnd.jupyter.widget-view+json": {
			model_id: "comm-1",
			version_major: 2,
			version_minor: 0,
		},
		"text/plain": "current: 0.5 (from 0 to 2)",
	});
});

test("a slider's readout has as many digits as its values need, at most four", () => {
	slider("in quarters", { from: -9, to: -4, step: 0.25 });
	slider("whole", { from: 0, to: 100 });
	slider("from a half", { from: 0.5, to: 3.5, step: 1 });
	slider("in thirds", { from: 0, to: 1, step: 1 / 3 });
	assert.deepEqual(
		pages.map(
			({ opened }) =>
				(opened.data.state as Record<string, unknown>).readout_format,
		),
		[".2f", ".0f", ".1f", ".4f"],
	);
});

test("what the page sets is the control's value and is told to its handlers; what the code sets is told to both", () => {
	const current = slider("current", { from: 0, to: 2 });
	const heard: number[] = [];
	current.onChange((value) => heard.push(value));
	pages[0].send({ method: "update", state: { value: 1.5 }, buffer_paths: [] });
	assert.equal(current.value, 1.5);
	assert.equal(pages[0].received.length, 0);
	current.value = 0.25;
	assert.deepEqual(heard, [1.5, 0.25]);
	const { method, state } = pages[0].received[0].data;
	assert.equal(method, "update");
	assert.equal((state as { value: number }).value, 0.25);
});

test("a page that was loaded anew gets the whole state when it asks for it", () => {
	const gate = choice("gate", ["step", "sigmoid"], "sigmoid");
	pages[0].send({ method: "request_state" });
	const { method, state } = pages[0].received[0].data;
	assert.equal(method, "update");
	assert.deepEqual(
		[
			(state as Record<string, unknown>)._model_name,
			(state as Record<string, unknown>).index,
		],
		["DropdownModel", 1],
	);
	assert.equal(gate.value, "sigmoid");
});

test("a choice takes the option of the page's index, and keeps its own where the page says none", () => {
	const gate = choice("gate", ["step", "sigmoid"]);
	pages[0].send({ method: "update", state: { index: 1 } });
	assert.equal(gate.value, "sigmoid");
	pages[0].send({ method: "update", state: { index: null } });
	assert.equal(gate.value, "sigmoid");
	assert.equal(asText(gate), "gate: sigmoid (one of step, sigmoid)");
});

test("a button counts its clicks and nothing else", () => {
	const again = button("train again");
	pages[0].send({ method: "custom", content: { event: "click" } });
	pages[0].send({ method: "custom", content: { event: "focus" } });
	pages[0].send({ method: "custom", content: { event: "click" } });
	assert.equal(again.value, 2);
});

test("without a kernel that has comms a control is its value in words, and still tells of changes", async () => {
	delete place[PLACE];
	const current = slider("current", { from: 0, to: 2 });
	const heard: number[] = [];
	current.onChange((value) => heard.push(value));
	current.value = 1;
	assert.deepEqual(heard, [1]);
	assert.deepEqual((await bundle(current)).data, {
		"text/plain": "current: 1 (from 0 to 2)",
	});
});

test("controls that cannot be are refused with the value and the fix", () => {
	assert.throws(
		() => slider("x", { from: 1, to: 1 }),
		/slider "x" goes from 1 to 1: give "to" a larger number/,
	);
	assert.throws(
		() => slider("x", { from: 0, to: 1, value: 3 }),
		/cannot stand at 3: give a value from 0 to 1/,
	);
	assert.throws(
		() => choice("x", ["a", "b"], "c" as "a"),
		/cannot be "c": choose from a, b/,
	);
	assert.throws(() => choice("x", []), /give at least one option/);
});

test("a redrawn output follows its controls; changes while it draws are drawn once, errors shown", async (t) => {
	delete place[PLACE];
	const printed: string[] = [];
	t.mock.method(console, "log", (text: string) => printed.push(text));
	const current = slider("current", { from: 0, to: 9 });
	let drawings = 0;
	await redraw([current], async () => {
		drawings++;
		await new Promise((resolve) => setTimeout(resolve, 5));
		if (current.value === 9) throw new Error("too strong");
		return `drawn at ${current.value}`;
	});
	assert.deepEqual(printed, ["current: 0 (from 0 to 9)", "drawn at 0"]);
	for (const value of [1, 2, 3]) current.value = value;
	while (printed.length < 4) await new Promise(setImmediate);
	assert.equal(printed.at(-1), "drawn at 3");
	assert.equal(drawings, 3);
	current.value = 9;
	while (printed.length < 5) await new Promise(setImmediate);
	assert.match(printed[4], /^Error: too strong/);
});
