import assert from "node:assert/strict";
import { test } from "node:test";
import { live, show } from "spiking-recurrent-cell";
import { FIGURES } from "./samples.js";

test("figures and live displays reach the installed tslab's own writer of display data", async () => {
	const tslab = require("tslab/dist/jupyter") as {
		lastWriteDisplayData: unknown;
	};
	assert.ok("lastWriteDisplayData" in tslab);
	const written: string[][] = [];
	tslab.lastWriteDisplayData = ({ data }: { data: object }) =>
		written.push(Object.keys(data));
	await show(FIGURES.fiCurve);
	await live().update("epoch 1");
	assert.deepEqual(written, [
		["application/vnd.plotly.v1+json", "image/png", "text/plain"],
		["text/plain"],
	]);
});
