/** Values and gradients of the operations on every backend that opens, against float64 formulas in plain TypeScript. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { BACKENDS, openBackend } from "spiking-recurrent-cell";
import {
	detach,
	heaviside,
	matMul,
	reluBypass,
	sigmoid,
	spike,
	tanh,
} from "spiking-recurrent-cell/dist/cells/operations.js";

type Scalar = (x: number) => number;
type Operation = (x: tf.Tensor1D) => tf.Tensor1D;

/** Float32 numbers from −20 to 20, dense around 0, with both zeros and the smallest normal ones. */
const POINTS: readonly number[] = [
	0,
	-0,
	...[1e-30, 1e-9, 1e-7, 1e-5, 1e-3].flatMap((x) => [x, -x]),
	...Array.from({ length: 4001 }, (_, k) => (k - 2000) / 100),
].map(Math.fround);

/** dL/dy, another one for each point. */
const WEIGHTS: readonly number[] = POINTS.map((_, k) =>
	Math.fround(Math.cos(k)),
);

/** [value, gradient weighted with `WEIGHTS`] of an operation at all points. */
function evaluate(operation: Operation): [Float32Array, Float32Array] {
	const x = tf.tensor1d([...POINTS]);
	const dy = tf.tensor1d([...WEIGHTS]);
	const { value, grad } = tf.valueAndGrad(
		operation as (x: tf.Tensor) => tf.Tensor,
	)(x, dy);
	const result: [Float32Array, Float32Array] = [
		value.dataSync<"float32">(),
		grad.dataSync<"float32">(),
	];
	tf.dispose([x, dy, value, grad]);
	return result;
}

function assertClose(
	actual: Float32Array,
	expected: readonly number[],
	tolerance: number,
	what: string,
): void {
	assert.equal(actual.length, expected.length);
	actual.forEach((a, k) => {
		const error = Math.abs(a - expected[k]);
		assert.ok(
			error <= tolerance,
			`${what} at ${POINTS[k]}: ${a} instead of ${expected[k]}`,
		);
	});
}

/** f′(x) by central differences of fourth order, error about 1e-12. */
function slope(f: Scalar, x: number, d = 1e-3): number {
	return (8 * (f(x + d) - f(x - d)) - (f(x + 2 * d) - f(x - 2 * d))) / (12 * d);
}

/** ‖actual − expected‖ / ‖scale‖; the scale of a sum of products is that of their absolute values. */
function relativeError(
	actual: Float32Array,
	expected: readonly number[],
	scale: readonly number[] = expected,
): number {
	const norm = (values: readonly number[]) => Math.hypot(...values);
	return norm(expected.map((e, k) => e - actual[k])) / (norm(scale) || 1);
}

type Matrix = (row: number, column: number) => number;

/** ‖actual − A B‖ / ‖|A| |B|‖ with A of [M, K], B of [K, N]. */
function productError(
	actual: tf.Tensor,
	a: Matrix,
	b: Matrix,
	[m, k, n]: number[],
): number {
	const product = (part: Scalar) =>
		Array.from({ length: m * n }, (_, index) => {
			const [i, j] = [Math.floor(index / n), index % n];
			const terms = Array.from({ length: k }, (_, l) =>
				part(a(i, l) * b(l, j)),
			);
			return terms.reduce((sum, term) => sum + term);
		});
	assert.deepEqual(actual.shape, [m, n]);
	return relativeError(
		actual.dataSync<"float32">(),
		product((x) => x),
		product(Math.abs),
	);
}

const shape = fc.record({
	m: fc.integer({ min: 1, max: 19 }),
	k: fc.integer({ min: 1, max: 19 }),
	n: fc.integer({ min: 1, max: 19 }),
});
const values = (length: number) =>
	fc.array(
		fc.integer({ min: -1000, max: 1000 }).map((v) => Math.fround(v / 300)),
		{ minLength: length, maxLength: length },
	);
const matrices = shape.chain(({ m, k, n }) =>
	fc.record({
		m: fc.constant(m),
		k: fc.constant(k),
		n: fc.constant(n),
		a: values(m * k),
		b: values(k * n),
		dy: values(m * n),
	}),
);

const H: Scalar = (x) => (x > 0 ? 1 : 0);
const SIGMOID: Scalar = (x) => 1 / (1 + Math.exp(-x));

/** Each surrogate's own formula, and the function that it is the derivative of. */
const SURROGATES = [
	{
		surrogate: "arctan",
		parameter: 2,
		formula: (u: number) => 1 / (1 + (Math.PI * u) ** 2),
		primitive: (u: number) => Math.atan(Math.PI * u) / Math.PI,
	},
	{
		surrogate: "arctan",
		parameter: 5,
		formula: (u: number) => 2.5 / (1 + (2.5 * Math.PI * u) ** 2),
		primitive: (u: number) => Math.atan(2.5 * Math.PI * u) / Math.PI,
	},
	{
		surrogate: "fast-sigmoid",
		parameter: 25,
		formula: (u: number) => 1 / (25 * Math.abs(u) + 1) ** 2,
		primitive: (u: number) => u / (1 + 25 * Math.abs(u)),
	},
	{
		surrogate: "straight-through",
		parameter: 1,
		formula: () => 1,
		primitive: (u: number) => u,
	},
] as const;

for (const backend of BACKENDS) {
	test(`operations on ${backend}`, async (t) => {
		try {
			await openBackend(backend);
		} catch (error) {
			if (backend !== "tfjs-node" || process.env.SRC_REQUIRE_TFJS_NODE === "1")
				throw error;
			return t.skip((error as Error).message);
		}

		await t.test(
			"matMul and both gradients have relative error < 1e-6 for any shape",
			() => {
				fc.assert(
					fc.property(matrices, ({ m, k, n, a, b, dy }) => {
						tf.tidy(() => {
							const A = tf.tensor2d(a, [m, k]);
							const B = tf.tensor2d(b, [k, n]);
							const { value, grads } = tf.valueAndGrads((a, b) =>
								matMul(a as tf.Tensor2D, b as tf.Tensor2D),
							)([A, B], tf.tensor2d(dy, [m, n]));
							const [dA, dB] = grads;
							const atA: Matrix = (i, l) => a[i * k + l];
							const atB: Matrix = (l, j) => b[l * n + j];
							const atDY: Matrix = (i, j) => dy[i * n + j];
							const turned =
								(matrix: Matrix): Matrix =>
								(i, j) =>
									matrix(j, i);
							const errors = {
								AB: productError(value, atA, atB, [m, k, n]),
								dA: productError(dA, atDY, turned(atB), [m, n, k]),
								dB: productError(dB, turned(atA), atDY, [k, m, n]),
							};
							assert.ok(
								Math.max(...Object.values(errors)) < 1e-6,
								JSON.stringify(errors),
							);
						});
					}),
					{ numRuns: 50 },
				);
			},
		);

		await t.test(
			"matMul computes no gradient for an operand that needs none",
			async () => {
				const input = tf.ones<tf.Rank.R2>([2, 3]);
				const weights = tf.ones<tf.Rank.R2>([3, 4]);
				const { kernels } = await tf.profile(() =>
					tf.grad((w) => matMul(input, w as tf.Tensor2D))(weights),
				);
				assert.equal(
					kernels.filter(({ name }) => name === "BatchMatMul").length,
					2,
				);
			},
		);

		await t.test(
			"transposed and batched products have gradients too, relative error < 1e-6",
			() => {
				for (const [turnA, turnB] of [
					[false, false],
					[true, false],
					[false, true],
					[true, true],
				]) {
					tf.tidy(() => {
						const a = tf.randomUniform<tf.Rank.R2>(
							turnA ? [3, 2] : [2, 3],
							-1,
							1,
							"float32",
							1,
						);
						const b = tf.randomUniform<tf.Rank.R2>(
							turnB ? [4, 3] : [3, 4],
							-1,
							1,
							"float32",
							2,
						);
						const turned = (x: tf.Tensor, turn: boolean) =>
							(turn ? tf.transpose(x) : x) as tf.Tensor2D;
						const expected = tf.grads((a, b) =>
							matMul(turned(a, turnA), turned(b, turnB)),
						)([a, b]);
						const product = tf.grads((a, b) => tf.matMul(a, b, turnA, turnB));
						const one = product([a, b]);
						const two = product([tf.stack([a, a]), tf.stack([b, b])]);
						expected.forEach((tensor, k) => {
							const values = [...tensor.dataSync()];
							assert.ok(
								relativeError(one[k].dataSync<"float32">(), values) < 1e-6,
							);
							assert.ok(
								relativeError(two[k].dataSync<"float32">(), [
									...values,
									...values,
								]) < 1e-6,
							);
						});
					});
				}
			},
		);

		await t.test(
			"a vanishing gradient is zero after a product, not subnormal",
			() => {
				tf.tidy(() => {
					const dy = tf.tensor2d([[1e-40, -1e-39]]);
					const [dA, dB] = tf.grads((a, b) =>
						matMul(a as tf.Tensor2D, b as tf.Tensor2D),
					)([tf.ones([1, 3]), tf.ones([3, 2])], dy);
					const tolerance = backend === "wasm" ? 0 : 1e-38;
					for (const value of [...dA.dataSync(), ...dB.dataSync()]) {
						assert.ok(Math.abs(value) <= tolerance, `${value}`);
					}
				});
			},
		);

		await t.test("tanh has absolute error < 3e-7, its gradient < 6e-7", () => {
			const [value, gradient] = evaluate(tanh);
			assertClose(value, POINTS.map(Math.tanh), 3e-7, "tanh");
			assertClose(
				gradient,
				POINTS.map((x, k) => WEIGHTS[k] * slope(Math.tanh, x)),
				6e-7,
				"tanh′",
			);
		});

		await t.test("sigmoid has absolute error < 2e-7, its gradient too", () => {
			const [value, gradient] = evaluate(sigmoid);
			assertClose(value, POINTS.map(SIGMOID), 2e-7, "σ");
			assertClose(
				gradient,
				POINTS.map((x, k) => WEIGHTS[k] * slope(SIGMOID, x)),
				2e-7,
				"σ′",
			);
		});

		await t.test(
			"heaviside is 1 above 0, 0 at and below 0, and lets no gradient through",
			() => {
				const [value, gradient] = evaluate((x) => tf.mul(heaviside(x), x));
				assert.deepEqual(
					[...value],
					POINTS.map((x) => (x > 0 ? x : 0 * x)),
				);
				assertClose(
					gradient,
					POINTS.map((x, k) => WEIGHTS[k] * H(x)),
					0,
					"d (H(x) x) / d x = H(x)",
				);
			},
		);

		await t.test("detach keeps the values and lets no gradient through", () => {
			const [value, gradient] = evaluate((x) => tf.mul(detach(x), x));
			assertClose(
				value,
				POINTS.map((x) => Math.fround(x * x)),
				1e-12,
				"x · detach(x)",
			);
			assertClose(
				gradient,
				POINTS.map((x, k) => Math.fround(WEIGHTS[k] * x)),
				1e-12,
				"detach(x)",
			);
			assert.throws(
				() => tf.tidy(() => tf.grad(detach)(tf.ones([2]))),
				/Cannot compute gradient/,
			);
		});

		await t.test(
			"a detached tensor outlives the disposal of its source, and the other way round",
			() => {
				const source = tf.tensor1d([1, 2]);
				const first = detach(source);
				const second = detach(source);
				first.dispose();
				assert.deepEqual([...source.dataSync()], [1, 2]);
				source.dispose();
				assert.deepEqual([...second.dataSync()], [1, 2]);
				second.dispose();
			},
		);

		await t.test("reluBypass is ReLU forward and the identity backward", () => {
			const [value, gradient] = evaluate(reluBypass);
			assertClose(
				value,
				POINTS.map((x) => Math.max(x, 0)),
				0,
				"ReLU",
			);
			assertClose(gradient, WEIGHTS, 0, "dy");
		});

		for (const { surrogate, parameter, formula, primitive } of SURROGATES) {
			await t.test(
				`spike with ${surrogate} (${parameter}) is H forward and the surrogate backward, error < 1e-6`,
				() => {
					const [value, gradient] = evaluate((u) =>
						spike(u, surrogate, parameter),
					);
					assertClose(value, POINTS.map(H), 0, "H");
					assertClose(
						gradient,
						POINTS.map((u, k) => WEIGHTS[k] * formula(u)),
						1e-6,
						surrogate,
					);
					// fast-sigmoid's primitive has a kink in its second derivative at 0, where differences are less exact
					for (const u of POINTS.filter((u) => Math.abs(u) > 0.01)) {
						const error = Math.abs(slope(primitive, u) - formula(u));
						assert.ok(
							error < 1e-3 * formula(u),
							`${surrogate} at ${u}: not the derivative of its primitive`,
						);
					}
				},
			);
		}

		await t.test(
			"200 gradients through all operations leave no tensor and no buffer behind",
			() => {
				const weights = tf.variable(
					tf.randomUniform<tf.Rank.R2>([5, 4], -1, 1, "float32", 1),
				);
				const input = tf.ones<tf.Rank.R2>([3, 5]);
				const step = () =>
					tf.tidy(() => {
						const { grads } = tf.variableGrads(() => {
							const drive = tanh(
								matMul(input, weights as unknown as tf.Tensor2D),
							);
							const gated = tf.mul<tf.Tensor2D>(
								heaviside(drive),
								sigmoid(detach(drive)),
							);
							const out = tf.add<tf.Tensor2D>(
								reluBypass(drive),
								tf.mul(gated, drive),
							);
							const spikes = SURROGATES.map(({ surrogate, parameter }) =>
								spike(out, surrogate, parameter),
							);
							return tf.sum(tf.addN(spikes)) as tf.Scalar;
						}, [weights]);
						return grads[weights.name].dataSync();
					});
				step();
				const { numTensors, numDataBuffers, numBytes } = tf.memory();
				for (let k = 0; k < 200; k++) step();
				const after = tf.memory();
				assert.deepEqual(
					[after.numTensors, after.numDataBuffers, after.numBytes],
					[numTensors, numDataBuffers, numBytes],
				);
				tf.dispose([weights, input]);
			},
		);
	});
}
