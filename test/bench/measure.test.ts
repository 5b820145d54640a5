/** What stands between two times and a ratio: agreement, taking turns, medians, counted work. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { drawDigits, PAPER_ENCODING } from "spiking-recurrent-cell";
import { type Contender, disagreement } from "../../scripts/bench/contender.js";
import { type Crossover, crossing } from "../../scripts/bench/crossover.js";
import { repeated, srcNetwork } from "../../scripts/bench/networks.js";
import { makeProblem, packSpikes } from "../../scripts/bench/problem.js";
import { median, race } from "../../scripts/bench/race.js";
import { fitLine } from "../../scripts/bench/sweeps.js";
import { countWork } from "../../scripts/bench/work.js";

function answer(logits: number[], weights: number[]) {
	return {
		logits: Float32Array.from(logits),
		gradients: new Map([["0.weights", Float32Array.from(weights)]]),
	};
}

describe("disagreement", () => {
	test("is the greatest relative error of logits and gradients", () => {
		const reference = answer([3, 4], [0, 2]);
		assert.equal(disagreement(reference, answer([3, 4], [0, 2])), 0);
		assert.equal(disagreement(reference, answer([3, 4.5], [0, 2])), 0.1);
		assert.equal(disagreement(reference, answer([3, 4.5], [0.5, 2])), 0.25);
	});

	test("refuses answers of another shape or without a gradient", () => {
		const reference = answer([3, 4], [0, 2]);
		assert.throws(
			() => disagreement(reference, answer([3], [0, 2])),
			/"logits" has 2 numbers on one side and 1 on the other/,
		);
		assert.throws(
			() => disagreement(reference, { ...reference, gradients: new Map() }),
			/no gradient of "0.weights"/,
		);
	});

	test("is not hidden by a number that is not one", () => {
		const worst = disagreement(answer([3, 4], [1]), answer([3, 4], [NaN]));
		assert(Number.isNaN(worst));
	});
});

describe("where two ways of a product cross", () => {
	const crossover: Crossover = {
		inputs: 2,
		units: 3,
		steps: 4,
		densities: [0.2, 0.4, 0.8],
		events_ms: [1, 2, 4],
		dense_ms: [3, 3, 3],
	};
	test("is found between two measured densities", () => {
		// The ratios are 2/3 at 0.4 and 4/3 at 0.8.
		assert(Math.abs((crossing(crossover) ?? 0) - 0.6) < 1e-12);
	});
	test("is nowhere if one of them is always the faster", () => {
		const dense_ms = [5, 5, 5];
		assert.equal(crossing({ ...crossover, dense_ms }), undefined);
		const events_ms = [4, 4, 5];
		assert.equal(crossing({ ...crossover, events_ms }), undefined);
	});
});

test("networks of 1 to 16 layers can be compared", () => {
	const dataset = drawDigits({ train: 1, validation: 1, test: 1 });
	for (let depth = 1; depth <= 16; depth++) {
		const network = srcNetwork(...repeated(4, depth));
		const { trains } = makeProblem(network, dataset, PAPER_ENCODING, 1);
		assert.equal(trains.length, 1);
	}
});

/** A side whose steps take the given times; `log` receives what it is asked. */
function scripted(name: string, times: number[], log: string[]): Contender {
	return {
		name,
		compare: async () => {
			log.push(`${name} compare`);
			return answer([1], [1]);
		},
		step: async () => {
			log.push(`${name} step`);
			return times.shift() ?? Number.NaN;
		},
	};
}

describe("race", () => {
	test("compares first, then takes turns of half a second or six steps, and drops the first step of each and the turns to warm up", async () => {
		const log: string[] = [];
		const slow = [900, 600, 700];
		const fast = [9, 9, 9, 9, 9, 9, 5, 1, 2, 1, 2, 1, 500, 3, 499, 4];
		const results = await race(
			[scripted("a", slow, log), scripted("b", fast, log)],
			{ repetitions: 2, warmUp: 1, seconds: 60 },
		);
		assert.deepEqual(log.slice(0, 2), ["a compare", "b compare"]);
		assert.deepEqual(
			log
				.slice(2)
				.map((line) => line[0])
				.join(""),
			"abbbbbbabbbbbbab",
		);
		assert.deepEqual(
			results.map(({ times }) => times),
			[
				[600, 700],
				[1, 2, 1, 2, 1, 500],
			],
		);
	});

	test("ends after two timed turns when its time is over", async () => {
		const times = [900, 600, 700, 800];
		const [result] = await race([scripted("a", times, [])], {
			repetitions: 4,
			warmUp: 1,
			seconds: 0,
		});
		assert.deepEqual(result.times, [600, 700]);
	});

	test("the median is the middle, or between the two middle ones", () => {
		assert.equal(median([10, 9, 2]), 9);
		assert.equal(median([4, 1, 3, 100]), 3.5);
		assert.throws(() => median([]), /median of no values/);
	});
});

describe("counted work", () => {
	test("of one small SRC layer is what one counts by hand", () => {
		// 3 inputs, 2 neurons, 5 steps, 4 events, 10 draws, batches of 6.
		const { operations, bytes } = countWork({
			cell: "src",
			sizes: [3, 2],
			steps: 5,
			samples: 6,
			draws: 10,
			events: [4, 1],
		});
		// A Philox block of 7 rounds of 10 operations serves 16 draws, and each takes 4 more.
		const draw = 10 * ((7 * 10) / 16 + 4);
		const products = 2 * (2 * 4 * 2);
		const scans = (50 + 8) * 5 * 2;
		const adam = (12 * 6) / 6;
		assert.equal(operations, draw + products + scans + adam);
		// Rows added in both products 8 + 8, six passes over 5 × 2, two over the 3 × 2 touched gradients, Adam 7 × 6 / 6.
		assert.equal(bytes, 4 * (16 + 60 + 12 + 7));
	});

	test("of a second layer adds its own work and the dense product to the first", () => {
		const first = { cell: "lif", steps: 5, samples: 1, draws: 0 } as const;
		const one = countWork({ ...first, sizes: [3, 2], events: [4] });
		const two = countWork({ ...first, sizes: [3, 2, 7], events: [4, 6] });
		const own = 4 * 6 * 7 + 13 * 5 * 7 + 12 * 14;
		assert.equal(two.operations - one.operations, own + 2 * 5 * 2 * 7);
	});

	test("is refused for a cell without formulas", () => {
		assert.throws(
			() =>
				countWork({
					cell: "lstm",
					sizes: [3, 2],
					steps: 1,
					samples: 1,
					draws: 0,
					events: [1],
				}),
			/no operations are counted for cell "lstm"/,
		);
	});
});

test("a straight line is found with its share of the variance", () => {
	assert.deepEqual(fitLine([1, 2, 3], [3, 5, 7]), {
		slope: 2,
		intercept: 1,
		explained: 1,
	});
	assert.equal(fitLine([-1, 0, 1], [1, 0, 1]).explained, 0);
	assert.throws(() => fitLine([1], [1]), /a line through 1 points/);
});

test("spikes are packed by step, sample and input, lowest bit first", () => {
	const train = (offsets: number[], indices: number[]) => ({
		steps: 2,
		inputs: 3,
		offsets: Uint32Array.from(offsets),
		indices: Uint16Array.from(indices),
	});
	// Steps × samples × inputs: 101 000 | 010 011.
	const bits = packSpikes([
		train([0, 2, 3], [0, 2, 1]),
		train([0, 0, 2], [1, 2]),
	]);
	assert.deepEqual([...bits], [0b10000101, 0b1100]);
});
