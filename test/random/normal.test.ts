import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { nearlyNormal } from "spiking-recurrent-cell";

/** Shares of all 2³² words by the sum of their four bytes. */
function sumShares(): Float64Array {
	let shares = Float64Array.of(1);
	for (let byte = 0; byte < 4; byte++) {
		const next = new Float64Array(shares.length + 255);
		for (const [sum, share] of shares.entries())
			for (let value = 0; value < 256; value++)
				next[sum + value] += share / 256;
		shares = next;
	}
	return shares;
}

/** A word whose bytes have this sum. */
function wordOf(sum: number): number {
	let word = 0;
	for (let byte = 0; byte < 4; byte++) {
		const value = Math.min(255, sum);
		sum -= value;
		word = word * 256 + value;
	}
	return word;
}

/** The normal distribution function, by Simpson's rule from 0. */
function normalShareBelow(x: number): number {
	const intervals = 200;
	const density = (a: number) => Math.exp((-a * a) / 2);
	let sum = 0;
	for (let k = 0; k <= intervals; k++) {
		const factor = k === 0 || k === intervals ? 1 : k % 2 ? 4 : 2;
		sum += factor * density((k * x) / intervals);
	}
	return 0.5 + (sum * x) / intervals / 3 / Math.sqrt(2 * Math.PI);
}

describe("nearly normal numbers", () => {
	const shares = sumShares();
	const values = Float64Array.from(shares.keys(), (sum) =>
		nearlyNormal(wordOf(sum)),
	);
	const moment = (power: number) =>
		values.reduce((sum, v, k) => sum + shares[k] * v ** power, 0);

	test("over all words: mean 0 and variance 1 to < 1e-6, kurtosis 2.98 to < 0.01", () => {
		assert.ok(Math.abs(moment(1)) < 1e-6, `mean ${moment(1)}`);
		assert.ok(Math.abs(moment(2) - 1) < 1e-6, `variance ${moment(2)}`);
		assert.ok(Math.abs(moment(4) - 2.98) < 0.01, `kurtosis ${moment(4)}`);
	});

	test("their distribution function is within 0.0017 of the normal one, their largest magnitude 4.01 to < 0.01", () => {
		let below = 0;
		let furthest = 0;
		for (const [k, share] of shares.entries()) {
			const difference = below + share / 2 - normalShareBelow(values[k]);
			furthest = Math.max(furthest, Math.abs(difference));
			below += share;
		}
		assert.ok(furthest < 0.0017, `${furthest}`);
		assert.ok(Math.abs(Math.max(...values) - 4.01) < 0.01);
		assert.equal(Math.min(...values), -Math.max(...values));
	});

	test("the order of a word's bytes does not matter", () => {
		assert.equal(nearlyNormal(0x01fe3380), nearlyNormal(0x8001fe33));
		assert.equal(nearlyNormal(0xffffffff), Math.max(...values));
	});
});
