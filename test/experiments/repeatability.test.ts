/** Whether what a layer says is about the image. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
	createNetwork,
	type Engine,
	encodeSample,
	type ImageSamples,
	layerRaster,
	loadDataset,
	networkOf,
	openFusedEngine,
	PAPER_ENCODING,
	repeatabilityByLayer,
	src,
	unitsOfDepth,
} from "spiking-recurrent-cell";

describe("repeatability of a layer's answers", () => {
	let engine: Engine;
	let images: ImageSamples;
	before(async () => {
		engine = openFusedEngine({ workers: 1 });
		const { train } = await loadDataset("drawn-digits", {
			limit: { train: 12, validation: 1, test: 1 },
		});
		images = train;
	});
	after(() => engine.dispose());

	test("is 1 to 1e-6 where nothing is drawn: black and white images that spike at each step", async () => {
		const certain: ImageSamples = {
			...images,
			images: images.images.map((grey) => (grey > 127 ? 255 : 0)),
		};
		const network = createNetwork(networkOf([src(20), src(10)]), 1);
		const encoding = { ...PAPER_ENCODING, gain: 1, steps: 20 };
		for (const share of await repeatabilityByLayer(
			network,
			certain,
			encoding,
			engine,
		))
			assert.ok(Math.abs(share - 1) < 1e-6, `${share}`);
	});

	test("is 0 of a silent layer", async () => {
		const network = createNetwork(networkOf([src(10, { weightGain: 0 })]), 1);
		const shares = await repeatabilityByLayer(
			network,
			images,
			PAPER_ENCODING,
			engine,
		);
		assert.deepEqual(shares, [0]);
	});

	test("is lost in ten untrained SRC layers: over 0.6 in the first, under 0.15 from the fifth on", async () => {
		const network = createNetwork(
			networkOf(unitsOfDepth(10).map((units) => src(units))),
			1,
		);
		const shares = await repeatabilityByLayer(
			network,
			images,
			PAPER_ENCODING,
			engine,
		);
		assert.ok(shares[0] > 0.6, `${shares[0]}`);
		for (const share of shares.slice(4))
			assert.ok(Math.abs(share) < 0.15, `${share}`);
	});

	test("is within 1e-4 of the formula on outputs of the readable engine", async () => {
		const network = createNetwork(networkOf([src(30)]), 1);
		const [share] = await repeatabilityByLayer(
			network,
			images,
			PAPER_ENCODING,
			engine,
		);
		const answers: number[][] = [];
		for (const epoch of [1, 2])
			for (let k = 0; k < images.count; k++) {
				const image = images.images.subarray(784 * k, 784 * (k + 1));
				const sample = images.first + k;
				const train = encodeSample(PAPER_ENCODING, image, {
					seed: 1,
					epoch,
					sample,
				});
				const { neurons, values } = await layerRaster(network, train);
				const sums = new Array<number>(neurons).fill(0);
				for (let n = 0; n < values.length; n++) sums[n % neurons] += values[n];
				answers.push(sums);
			}
		const mean = answers[0].map(
			(_, n) => answers.reduce((sum, one) => sum + one[n], 0) / answers.length,
		);
		const own = answers.map((one) => one.map((value, n) => value - mean[n]));
		const dot = (a: number[], b: number[]) =>
			a.reduce((sum, value, n) => sum + value * b[n], 0);
		let common = 0;
		let all = 0;
		for (let k = 0; k < images.count; k++) {
			const [a, b] = [own[k], own[images.count + k]];
			common += dot(a, b);
			all += (dot(a, a) + dot(b, b)) / 2;
		}
		assert.ok(Math.abs(share - common / all) < 1e-4);
	});
});
