import assert from "node:assert/strict";
import { test } from "node:test";
import type { Formatter, NotebookKernel } from "spiking-recurrent-cell";

test("in the kernel, a cell that ends with a value of the library shows it, and leaves other values to the kernel", async () => {
	const formatters: Formatter[] = [];
	const kernel = {
		addFormatter: (formatter: Formatter) => formatters.push(formatter),
	};
	// As the kernel does before any cell runs; the library is loaded by one.
	(globalThis as Record<symbol, unknown>)[
		Symbol.for("spiking-recurrent-cell.notebook-kernel")
	] = kernel as unknown as NotebookKernel;
	await import("spiking-recurrent-cell");
	assert.equal(formatters.length, 1);
	const [format] = formatters;
	const bundle = await format(Float32Array.of(1, 2));
	assert.deepEqual(Object.keys(bundle?.data ?? {}), [
		"text/html",
		"text/plain",
	]);
	assert.equal(await format({ a: 1 }), undefined);
	assert.equal(await format("text"), undefined);
});
