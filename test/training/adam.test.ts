/** Adam: its published recursion, and the compiled kernel against the same in JavaScript. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ADAM_DEFAULTS, Adam, createNetwork } from "spiking-recurrent-cell";
import {
	type AdamNumbers,
	adamStep,
} from "spiking-recurrent-cell/dist/training/kernel.js";
import { TOY_PLAN as plan } from "./toy.js";

test("Adam follows its published recursion to < 1e-7", () => {
	const network = createNetwork(plan.network, 1);
	const weights = network.parameters.get("0.weights")?.values as Float32Array;
	const adam = new Adam(ADAM_DEFAULTS);
	let [theta, m, v] = [weights[0], 0, 0];
	for (let t = 1; t <= 20; t++) {
		const g = Math.sin(t);
		const gradient = new Float32Array(weights.length).fill(g);
		adam.update(network, new Map([["0.weights", gradient]]));
		m = 0.9 * m + 0.1 * g;
		v = 0.999 * v + 0.001 * g * g;
		theta -=
			(0.005 * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8);
		assert.ok(Math.abs(weights[0] - theta) < 1e-7 * t, `step ${t}`);
	}
});

/** A step in 64 bits, rounded where it is stored. */
function written(
	[theta, gradient, first, second]: readonly Float32Array[],
	{ beta1, beta2, size, correction, epsilon }: AdamNumbers,
): void {
	for (let k = 0; k < theta.length; k++) {
		const g = gradient[k];
		first[k] = beta1 * first[k] + (1 - beta1) * g;
		second[k] = beta2 * second[k] + (1 - beta2) * g * g;
		theta[k] -=
			(size * first[k]) / (Math.sqrt(second[k]) * correction + epsilon);
	}
}

for (const length of [0, 1, 7, 2048, 2049, 6149])
	test(`the kernel moves ${length} weights as the recursion in JavaScript does, to the bit, in 30 steps of gradients from 1e-45 to 1e15, a quarter of them 0`, () => {
		let state = 1;
		const random = (): number => {
			state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
			return state / 2 ** 32;
		};
		const fresh = (): Float32Array[] =>
			[0, 1, 2, 3].map(() => new Float32Array(length));
		const [ours, expected] = [fresh(), fresh()];
		for (let k = 0; k < length; k++)
			ours[0][k] = expected[0][k] = random() - 0.5;
		for (let step = 1; step <= 30; step++) {
			for (let k = 0; k < length; k++)
				ours[1][k] = expected[1][k] =
					random() < 0.25 ? 0 : (random() - 0.5) * 10 ** (60 * random() - 45);
			const numbers = {
				beta1: 0.9,
				beta2: 0.999,
				epsilon: 1e-8,
				size: (0.003 * random()) / (1 - 0.9 ** step),
				correction: 1 / Math.sqrt(1 - 0.999 ** step),
			};
			const [theta, gradient, first, second] = ours;
			adamStep(theta, gradient, first, second, numbers);
			written(expected, numbers);
			assert.deepEqual(ours, expected, `step ${step}`);
		}
	});
