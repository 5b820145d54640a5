import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import fc from "fast-check";
import {
	drawGainNoise,
	encodeRate,
	gainPurpose,
	type RateEncoding,
} from "spiking-recurrent-cell";
import { Signal } from "spiking-recurrent-cell/dist/engine/fused/events.js";
import {
	FLOAT,
	VECTOR,
	vectorsOf,
} from "spiking-recurrent-cell/dist/engine/fused/memory.js";
import type { RunShape } from "spiking-recurrent-cell/dist/engine/fused/shape.js";
import { Stimulus } from "spiking-recurrent-cell/dist/engine/fused/stimulus.js";
import { type Bench, openBench } from "./kernels.js";

/** The events of a signal as plain numbers: [step, unit, amplitude]. */
function eventsOf({ k }: Bench, signal: Signal): number[][] {
	const { offsets, indices, values } = signal.byStep;
	const events: number[][] = [];
	for (let t = 0; t < signal.steps; t++)
		for (let e = k.u32[offsets / 4 + t]; e < k.u32[offsets / 4 + t + 1]; e++)
			events.push([
				t,
				k.u16[indices / 2 + e],
				signal.graded ? k.f32[values / FLOAT + e] : 1,
			]);
	return events;
}

describe("kernels", () => {
	let bench: Bench;
	before(async () => {
		bench = await openBench();
	});

	test("input spikes are those of encodeRate, bit for bit, for any image, gain, length and address", async () => {
		const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
		await fc.assert(
			fc.asyncProperty(
				fc.uint8Array({ minLength: 1, maxLength: 40 }),
				fc.constantFrom(0.01, 0.25, 1),
				fc.integer({ min: 0, max: 5 }),
				fc.integer({ min: 1, max: 70 }),
				word,
				word,
				word,
				async (image, gain, prefix, steps, seed, epoch, sample) => {
					const bench = await openBench();
					const encoding: RateEncoding = { code: "rate", gain, prefix, steps };
					const expected = encodeRate(encoding, image, { seed, epoch, sample });
					const shape = {
						network: { inputs: image.length, layers: [] },
						samples: 1,
						steps: prefix + steps,
						encoding,
						inputEvents: steps * image.length,
						trainEvents: 0,
					} as unknown as RunShape;
					const stimulus = new Stimulus(shape, bench.arena, bench.arena);
					stimulus.write(
						bench.k,
						{
							kind: "images",
							images: image,
							samples: Uint32Array.of(sample),
							encoding,
							seed,
							epoch,
						},
						Uint32Array.of(0),
					);
					stimulus.read(bench.k, 0, { seed, epoch });
					const events: number[][] = [];
					for (let t = 0; t < expected.steps; t++)
						for (let e = expected.offsets[t]; e < expected.offsets[t + 1]; e++)
							events.push([t, expected.indices[e], 1]);
					assert.deepEqual(eventsOf(bench, stimulus.signal), events);
				},
			),
			{ numRuns: 60 },
		);
	});

	test("gains drawn at each step are those of drawGainNoise, bit for bit, for any width, length and address", async () => {
		const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
		const deviation = fc.constantFrom(0, 0.1, 2);
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 9 }),
				fc.integer({ min: 1, max: 7 }),
				fc.integer({ min: 0, max: 40 }),
				deviation,
				deviation,
				word,
				word,
				word,
				async (units, steps, layer, rDev, rsDev, seed, epoch, sample) => {
					const { k, arena } = await openBench();
					const vectors = vectorsOf(units);
					const width = 4 * vectors;
					const gains = arena.take(2 * vectors * VECTOR);
					const deviations = arena.take(2 * FLOAT);
					const keys = arena.take(56);
					const out = arena.take(2 * steps * vectors * VECTOR);
					const after = arena.take(VECTOR);
					for (let n = 0; n < 2 * width; n++)
						k.f32[gains / FLOAT + n] = Math.sin(n + 1);
					k.f32.set([rDev, rsDev], deviations / FLOAT);
					k.drawGains(
						steps,
						vectors,
						gains,
						deviations,
						seed,
						gainPurpose(layer),
						sample,
						epoch,
						keys,
						out,
					);
					const samples = Uint32Array.of(sample);
					for (let t = 0; t < steps; t++) {
						const at = { samples, seed, epoch };
						const { r, rs } = drawGainNoise(at, layer, units, t);
						for (let n = 0; n < units; n++)
							for (const [row, sigma, noise] of [
								[0, rDev, r],
								[width, rsDev, rs],
							] as const)
								assert.equal(
									k.f32[out / FLOAT + 2 * t * width + row + n],
									Math.fround(
										k.f32[gains / FLOAT + row + n] +
											Math.fround(Math.fround(sigma) * noise[n]),
									),
									`step ${t}, neuron ${n}`,
								);
					}
					assert.equal(k.f32[after / FLOAT], 0, "nothing is written behind");
				},
			),
			{ numRuns: 60 },
		);
	});

	test("events sorted by unit and spread as a matrix are the same events", () => {
		const { k, arena } = bench;
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9 }),
				fc.integer({ min: 1, max: 9 }),
				fc.array(fc.float({ min: -2, max: 2, noNaN: true }), {
					minLength: 81,
					maxLength: 81,
				}),
				(steps, units, numbers) => {
					const signal = new Signal(steps, units, steps * units, arena);
					const dense = (t: number, n: number) => {
						const value = numbers[t * units + n];
						return Math.abs(value) < 1 ? 0 : value;
					};
					const { byStep } = signal;
					let count = 0;
					for (let t = 0; t < steps; t++) {
						for (let n = 0; n < units; n++)
							if (dense(t, n) !== 0) {
								k.u16[byStep.indices / 2 + count] = n;
								k.f32[byStep.values / FLOAT + count++] = dense(t, n);
							}
						k.u32[byStep.offsets / 4 + t + 1] = count;
					}
					signal.renew(true);
					const byUnit = signal.sortByUnit(k);
					const matrix = signal.spread(k);
					let e = 0;
					for (let n = 0; n < units; n++)
						for (let t = 0; t < steps; t++) {
							const value = Math.fround(dense(t, n));
							assert.equal(
								k.f32[(matrix + t * signal.stride) / FLOAT + n],
								value,
							);
							if (value === 0) continue;
							assert.equal(k.u16[byUnit.indices / 2 + e], t);
							assert.equal(k.f32[byUnit.values / FLOAT + e++], value);
						}
					assert.equal(k.u32[byUnit.offsets / 4 + units], e);
				},
			),
			{ numRuns: 100 },
		);
	});

	test("the event-driven and the dense product equal the sum to < 1e-5 for 1 to 30 vectors a row", () => {
		const { k, arena } = bench;
		const steps = 7;
		const units = 9;
		const signal = new Signal(steps, units, steps * units, arena);
		for (let vectors = 1; vectors <= 30; vectors++) {
			const row = vectors * VECTOR;
			const width = row / FLOAT;
			const weights = arena.take(units * row);
			const byEvents = arena.take(steps * row);
			const dense = arena.take(steps * row);
			for (let n = 0; n < units * width; n++)
				k.f32[weights / FLOAT + n] = Math.sin(n);
			const { byStep } = signal;
			let count = 0;
			for (let t = 0; t < steps; t++) {
				for (let n = t % 2; n < units; n += 2) {
					k.u16[byStep.indices / 2 + count] = n;
					k.f32[byStep.values / FLOAT + count++] = Math.cos(7 * t + n);
				}
				k.u32[byStep.offsets / 4 + t + 1] = count;
			}
			signal.renew(true);
			k.gather(
				byStep.offsets,
				byStep.indices,
				byStep.values,
				steps,
				weights,
				byEvents,
				row,
				vectors,
			);
			k.matmul(
				steps,
				units,
				vectors,
				signal.spread(k),
				signal.stride,
				FLOAT,
				weights,
				2 * VECTOR,
				row,
				dense,
				row,
			);
			for (let t = 0; t < steps; t++)
				for (let c = 0; c < width; c++) {
					let expected = 0;
					for (let n = t % 2; n < units; n += 2)
						expected += Math.cos(7 * t + n) * Math.sin(n * width + c);
					for (const out of [byEvents, dense]) {
						const value = k.f32[out / FLOAT + t * width + c];
						assert.ok(
							Math.abs(value - expected) < 1e-5,
							`${vectors} vectors, step ${t}, column ${c}: ${value} for ${expected}`,
						);
					}
				}
		}
	});

	test("reverse scans go on to their first step where their rows lie astride 2 GiB", async () => {
		const { k } = await openBench(2 ** 31 + 2 ** 16);
		const steps = 8;
		const alpha = 0.5;
		const constants = 4096;
		const ones = 8192;
		k.f32[constants / FLOAT] = alpha;
		const rows = 2 ** 31 - 4 * VECTOR;
		const width = VECTOR / FLOAT;
		const scans = {
			srcBackwardDetached: () =>
				k.srcBackwardDetached(steps, 1, constants, ones, rows),
			reverseScan: () => k.reverseScan(steps, 1, alpha, rows),
		};
		for (const [name, scan] of Object.entries(scans)) {
			k.f32.fill(1, ones / FLOAT, ones / FLOAT + steps * width);
			k.f32.fill(1, rows / FLOAT, rows / FLOAT + steps * width);
			scan();
			// 1 + ½ + ¼ + …, as many terms as there are steps
			assert.equal(k.f32[rows / FLOAT], 2 - alpha ** (steps - 1), name);
		}
	});
});
