/** Single layers driven directly. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
	brc,
	gru,
	lif,
	lstm,
	simulate,
	src,
	traceOf,
} from "spiking-recurrent-cell";

const current = new Float32Array(12).fill(0.125);

test("a LIF neuron alone adds its bias to its drive: 0.5 and a drive of 0.125 give mem to the bit as a drive of 0.625, and a learned bias is drawn", async () => {
	const mem = async (bias: boolean, own: number | undefined, drive: number) => {
		const overrides = own === undefined ? {} : { bias: Float32Array.of(own) };
		const traces = await simulate(
			lif(1, { bias }),
			new Float32Array(12).fill(drive),
			overrides,
		);
		return traceOf(traces, "mem");
	};
	const shifted = await mem(false, undefined, 0.625);
	assert.deepEqual(await mem(true, 0.5, 0.125), shifted);
	assert.deepEqual(await mem(false, 0.5, 0.125), shifted);
	assert.deepEqual(await mem(true, 0, 0.625), shifted);
	assert.notDeepEqual(await mem(true, undefined, 0.625), shifted);
});

test("cells that take several currents a neuron are refused with the columns they need: 3 of a GRU and BRC, 4 of an LSTM", async () => {
	for (const [spec, units, columns] of [
		[gru(1), 1, 3],
		[gru(3), 3, 9],
		[brc(2), 2, 6],
		[lstm(3), 3, 12],
	] as const)
		await assert.rejects(simulate(spec, current), {
			message: `simulate drives a neuron with one current, [T × ${units}] here, and ${units} ${spec.cell} units take [T × ${columns}], one for each gate: give their signal to cellResponse`,
		});
});

test("a drive that is no whole number of steps, or no Float32Array, is refused in one sentence", async () => {
	await assert.rejects(simulate(src(5), current), {
		message: "the drive of 5 neurons needs a multiple of 5 values, got 12",
	});
	for (const drive of [[0.5, 0.5], Float64Array.of(0.5)])
		await assert.rejects(simulate(src(1), drive as unknown as Float32Array), {
			message:
				"the drive is no Float32Array: give Float32Array.from(numbers), [T × N] of them",
		});
});
