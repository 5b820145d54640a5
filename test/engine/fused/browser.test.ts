import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { describe, test } from "node:test";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import type { SpikeTrain } from "spiking-recurrent-cell";
import { src } from "spiking-recurrent-cell";
import { openInlineFusedEngine } from "spiking-recurrent-cell/dist/engine/fused/inline.js";
import { relativeError } from "../../oracle/network.js";
import { makeProblem } from "../../oracle/problems.js";

const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** What the page runs: the problem arrives as JSON, typed arrays as plain ones. */
const PAGE = `
	import { openInlineFusedEngine } from "spiking-recurrent-cell/dist/engine/fused/inline.js";
	window.run = async (spec, parameters, trains, labels) => {
		const network = {
			spec,
			parameters: new Map(parameters.map((p) => [p.name, { ...p, values: Float32Array.from(p.values) }])),
		};
		const result = await openInlineFusedEngine().gradient(network, {
			stimuli: {
				kind: "trains",
				trains: trains.map((train) => ({
					...train,
					offsets: Uint32Array.from(train.offsets),
					indices: Uint16Array.from(train.indices),
				})),
			},
			labels: Uint8Array.from(labels),
		});
		return { loss: result.loss, gradient: [...result.gradients.get("0.weights")] };
	};`;

describe("fused engine in a browser", () => {
	test("a bundle of it gives Chromium the gradient that Node gets, relative error < 1e-4", async (context) => {
		if (!existsSync(BROWSER)) {
			context.skip(`no browser at ${BROWSER}; set CHROMIUM to one`);
			return;
		}
		const { network, batch } = makeProblem([src(7), src(5)], 3, { steps: 20 });
		const expected = await openInlineFusedEngine().gradient(network, batch);
		const bundle = await build({
			stdin: { contents: PAGE, resolveDir: process.cwd() },
			bundle: true,
			write: false,
			platform: "browser",
			format: "iife",
		});
		const browser = await chromium.launch({
			executablePath: BROWSER,
			args: ["--no-sandbox"],
		});
		try {
			const page = await browser.newPage();
			await page.addScriptTag({ content: bundle.outputFiles[0].text });
			const { stimuli, labels } = batch;
			const trains = stimuli.kind === "trains" ? stimuli.trains : [];
			const problem = JSON.stringify([
				network.spec,
				[...network.parameters.values()].map((p) => ({
					...p,
					values: [...p.values],
				})),
				trains.map((train: SpikeTrain) => ({
					...train,
					offsets: [...train.offsets],
					indices: [...train.indices],
				})),
				[...labels],
			]);
			const result = await page.evaluate<{ loss: number; gradient: number[] }>(
				`run(...${problem})`,
			);
			assert.ok(Math.abs(result.loss - expected.loss) < 1e-4);
			const gradient = expected.gradients.get("0.weights") as Float32Array;
			const error = relativeError(result.gradient, gradient);
			assert.ok(error < 1e-4, `relative error ${error}`);
		} finally {
			await browser.close();
		}
	});
});
