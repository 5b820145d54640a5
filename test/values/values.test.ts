import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs-core";
import {
	asText,
	bundle,
	createNetwork,
	encodeSample,
	leakyReadout,
	lif,
	loadRecords,
	PAPER_ENCODING,
	type RunRecord,
	type SpikeTrain,
	src,
} from "spiking-recurrent-cell";
import "@tensorflow/tfjs-backend-cpu";
import path from "node:path";

const RECORDS = path.join(__dirname, "..", "..", "..", "data", "runs");

/** The forms of a value, each as text. */
async function forms(value: unknown): Promise<Record<string, string>> {
	return (await bundle(value)).data as Record<string, string>;
}

/** What HTML says once its tags are gone. */
function said(html: string): string {
	return html
		.replace(/<[^>]*>/g, " ")
		.replaceAll("&quot;", '"')
		.replace(/\s+/g, " ");
}

test("a typed array shows type, length, range, mean and its first eight values", async () => {
	const values = Float32Array.from({ length: 100 }, (_, k) => k - 50);
	const { "text/plain": text, "text/html": html } = await forms(values);
	assert.equal(
		text,
		"Float32Array of 100 values: from −50 to 49, mean −0.5\n−50  −49  −48  −47  −46  −45  −44  −43  …",
	);
	assert.match(said(html), /Float32Array of 100 values : from −50 to 49/);
});

test("NaN and infinite values are counted and stay out of range and mean", () => {
	const odd = Float64Array.of(1, NaN, 3, Infinity, -Infinity, NaN);
	assert.match(
		asText(odd),
		/of 6 values: from 1 to 3, mean 2, 2 NaN, 2 infinite\n/,
	);
	assert.match(asText(Float32Array.of(NaN, NaN)), /of 2 values: 2 NaN\n/);
	assert.equal(asText(new Uint8Array()), "Uint8Array of 0 values");
});

test("a tensor shows shape, type, range and at most 5 rows of 8 values", () => {
	const text = asText(tf.reshape(tf.range(0, 120), [2, 6, 10]));
	const [head, ...rows] = text.split("\n");
	assert.equal(
		head,
		"tensor [2, 6, 10] float32: 120 values, from 0 to 119, mean 59.5",
	);
	assert.equal(rows.length, 6);
	assert.equal(rows[1], "10  11  12  13  14  15  16  17  …");
	assert.equal(asText(tf.scalar(3, "int32")), "tensor [] int32: 1 value\n3");
});

test("a disposed tensor says so instead of throwing", () => {
	const tensor = tf.zeros([2, 3]);
	tensor.dispose();
	assert.equal(
		asText(tensor),
		"tensor [2, 3] float32: disposed: its values are gone",
	);
});

test("a spike train shows its size, its spikes and a raster in which line 0 is at the bottom", async () => {
	const train: SpikeTrain = {
		steps: 4,
		inputs: 4,
		offsets: Uint32Array.of(0, 1, 2, 2, 4),
		indices: Uint16Array.of(0, 1, 0, 3),
	};
	const { "text/plain": text, "text/html": html } = await forms(train);
	assert.equal(
		text,
		// Dots: (0, 0), (1, 1), (3, 0), (3, 3).
		"spike train, 4 steps × 4 inputs: 4 spikes (25 % of all input-steps), 3 of 4 inputs active\n⡠⢈",
	);
	assert.match(html, /<pre role="img" aria-label="a raster of the spikes/);
});

test("the raster of a long train is at most 60 characters wide and 8 lines tall, and the empty start of the stimulus stays empty", () => {
	const pixels = Uint8Array.from({ length: 784 }, (_, k) => k % 256);
	const train = encodeSample(PAPER_ENCODING, pixels, {
		seed: 1,
		epoch: 1,
		sample: 0,
	});
	const [head, ...lines] = asText(train).split("\n");
	assert.match(head, /a dot: at least \d+ spikes of 25 inputs in 2 steps$/);
	assert.equal(lines.length, 8);
	for (const line of lines) {
		assert.ok(line.length <= 60);
		assert.match(line, /^⠀{5}/, "20 empty steps are 5 blank characters");
	}
	assert.ok(lines.some((line) => /[^⠀]/.test(line)));
});

test("a silent train has no raster", () => {
	const silent = { steps: 3, neurons: 2, values: new Float32Array(6) };
	assert.equal(
		asText(silent),
		"spikes of a layer, 3 steps × 2 neurons: 0 spikes (0 % of all neuron-steps), 0 of 2 neurons active",
	);
});

test("graded spikes show the range of their sizes", () => {
	const graded = {
		steps: 2,
		neurons: 2,
		values: Float32Array.of(0, 0.5, -1, 0.25),
	};
	assert.match(
		asText(graded),
		/2 spikes .*, sizes from 0\.25 to 0\.5, mean 0\.375/,
	);
});

test("records become a table of at most 20 rows and 12 columns that says what is left out", async () => {
	const wide = Object.fromEntries(
		Array.from({ length: 14 }, (_, k) => [`c${k}`, k]),
	);
	const { "text/plain": text, "text/markdown": markdown } = await forms(
		Array.from({ length: 25 }, () => wide),
	);
	assert.match(text, /^25 records\n/);
	assert.match(text, /The first 20 rows\. Without c12, c13\.$/);
	assert.equal(text.split("\n").length, 2 + 2 + 20 + 2);
	assert.match(markdown, /\| c0 \|/);
});

test("cells of records: numbers short, missing ones dashes, empty text quoted, long ones cut, HTML escaped", async () => {
	const { "text/plain": text, "text/html": html } = await forms([
		{ a: 1 / 3, b: "", c: "<b>" },
		{ a: null, c: "x".repeat(99), d: new Uint8Array(3) },
	]);
	assert.match(text, /0\.3333 +"" +<b> +–/);
	assert.match(text, /– +– +x{59}… +Uint8Array\(3\)/);
	assert.match(html, /&lt;b&gt;/);
});

test("a network shows a row a layer and one for its readout, and counts what it learns", () => {
	const network = createNetwork(
		{ inputs: 20, layers: [src(30), lif(10)], readout: leakyReadout(10) },
		1,
	);
	const text = asText(network);
	// 20 × 30 weights, and 30 × 10 weights with 10 biases.
	assert.match(text, /^SRC\+LIF 20-30-10: 910 learned numbers\n/);
	assert.match(text, /^1 +SRC +20 +30 +weights \[20, 30\] −0\.\d+ … 0\.\d+ /m);
	assert.match(text, /^2 +LIF +30 +10 +weights \[30, 10\].*; bias \[10\]/m);
	assert.match(text, /^readout +leaky +10 +10 +nothing +100$/m);
	assert.match(
		asText(network.parameters.get("0.weights")),
		/^parameter 0\.weights \[20, 30\]: learned, 600 values, from/,
	);
});

test("the record of a training shows its test accuracy and a row an epoch, with or without its network around it", async () => {
	const [record] = (await loadRecords(RECORDS)) as [RunRecord];
	const text = asText(record);
	assert.ok(
		text.includes(`${(100 * record.test.accuracy).toFixed(2)} % of`),
		text,
	);
	const rows = text
		.split("\n")
		.filter((line) => /^ +\d+ +\d+\.\d{3} /.test(line));
	assert.equal(rows.length, record.curve.length);
	assert.equal(asText({ network: {}, record }), text);
});

test("whatever else is shown as the console prints it, text as it is", async () => {
	assert.deepEqual(await forms({ a: [1] }), { "text/plain": "{ a: [ 1 ] }" });
	assert.deepEqual(await forms("a\nb"), { "text/plain": "a\nb" });
	assert.deepEqual(await forms([1, 2]), { "text/plain": "[ 1, 2 ]" });
	assert.deepEqual(await forms([]), { "text/plain": "[]" });
	assert.deepEqual(await forms(undefined), { "text/plain": "undefined" });
	assert.deepEqual(await forms({ shape: 1, steps: 2, kind: "table" }), {
		"text/plain": "{ shape: 1, steps: 2, kind: 'table' }",
	});
});

test("an object that brings its own forms is shown in them", async () => {
	const own = {
		[Symbol.for("Jupyter.display")]: () => ({ "text/html": "<i>x</i>" }),
	};
	assert.deepEqual(await forms(own), { "text/html": "<i>x</i>" });
});
