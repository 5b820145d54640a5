import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "../../scripts/kernel/pace.js";

test("no 3 seconds hold more than 3 MB of text, and 10 MB are through in 13 s", () => {
	const pace = new Pace();
	const sent: { time: number; bytes: number }[] = [];
	let now = 0;
	for (let left = 10_000_000; left > 0; left -= 262_144) {
		const bytes = Math.min(left, 262_144) + 300;
		now += pace.wait(bytes, now);
		assert.equal(pace.wait(bytes, now), 0);
		pace.note(bytes, now);
		sent.push({ time: now, bytes });
	}
	for (const { time } of sent) {
		const window = sent.filter(
			(other) => other.time > time - 3000 && other.time <= time,
		);
		const bytes = window.reduce((sum, other) => sum + other.bytes, 0);
		assert.ok(bytes <= 3_000_000, `${bytes} bytes up to ${time} ms`);
	}
	assert.ok(now < 13_000, `${now} ms`);
});

test("a first message goes at once, however large it is", () => {
	assert.equal(new Pace().wait(50_000_000, 0), 0);
});
