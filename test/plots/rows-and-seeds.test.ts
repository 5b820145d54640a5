import assert from "node:assert/strict";
import { test } from "node:test";
import {
	boundRows,
	type Figure,
	seedCurves,
	seedRows,
	stackedRows,
} from "spiking-recurrent-cell";
import { FIGURES } from "./samples.js";

const words = { message: "A message", caption: "A caption." };
const traces = ({ data }: Figure) => data as readonly Record<string, unknown>[];
const texts = ({ layout }: Figure) =>
	(layout.annotations as { text: string }[]).map(({ text }) => text);

test("a curve over seeds runs in the order of its settings and has a gap where nothing is measured, which the caption names", () => {
	const [mean, seeds] = traces(FIGURES.seedCurves);
	assert.deepEqual(mean.x, [0, 1, 2]);
	assert.deepEqual(mean.y, [97, 95, null]);
	assert.deepEqual((mean.error_y as { array: number[] }).array, [1, 0, 0]);
	assert.deepEqual(seeds.y, [96, 97, 98]);
	const { caption } = FIGURES.seedCurves;
	assert.match(caption, /Mean over 1 to 3 seeds; bars: ± 1 standard deviation/);
	assert.match(caption, /Not measured yet: SRC at 10; LIF\./);
});

test("bars that show the range reach from the lowest seed to the highest, and the caption says so", () => {
	const figure = seedCurves({
		...words,
		curves: [{ name: "LIF", points: [{ x: 15, values: [90, 93, 9] }] }],
		xTitle: "depth (layers)",
		bars: "range",
		dataset: null,
	});
	const { array, arrayminus } = traces(figure)[0].error_y as {
		array: number[];
		arrayminus: number[];
	};
	assert.deepEqual([array, arrayminus], [[29], [55]]);
	assert.match(figure.caption, /bars: from the lowest seed to the highest/);
});

test("a curve of single seeds has no error bars and says so", () => {
	const figure = seedCurves({
		...words,
		curves: [{ name: "a", points: [{ x: 1, values: [2] }] }],
		xTitle: "x (–)",
		dataset: null,
	});
	assert.equal(traces(figure).length, 1);
	assert.match(figure.caption, /One seed per point\.$/);
});

test("a row without a value stays empty and says that nothing is measured yet", () => {
	const rows = traces(FIGURES.seedRows).filter(({ y }) => y !== undefined);
	assert.deepEqual(
		rows.map(({ x, y }) => [x, y]),
		[
			[
				[96, 97],
				[0.22, 0.22],
			],
			[[96.5], [0]],
			[[96.31], [0]],
		],
	);
	assert.deepEqual(texts(FIGURES.seedRows).slice(0, 2), [
		"96.50 ± 0.71 (2)",
		"not measured yet",
	]);
});

test("stacked rows show their totals, and refuse a row that lacks a part", () => {
	assert.deepEqual(texts(FIGURES.stackedRows).slice(0, 2), ["6", "0.5"]);
	assert.throws(
		() =>
			stackedRows({
				...words,
				rows: [
					{ name: "a", parts: { sums: 1 } },
					{ name: "b", parts: {} },
				],
				xTitle: "x (–)",
				dataset: null,
			}),
		/row "b" has no part "sums"/,
	);
});

test("a bound that is missing reaches to the end of the axis", () => {
	const [both, upper] = traces(FIGURES.boundRows) as { x: number[] }[];
	const { range } = FIGURES.boundRows.layout.xaxis as { range: number[] };
	assert.deepEqual(both.x, [-0.5, 3]);
	assert.deepEqual(upper.x, [range[0], 2]);
});

test("a value beyond a chosen axis is a triangle at its edge without a bar, its number stands behind the row, and the caption says so", () => {
	const row = { uncertainty: 1, atLeast: 5, atMost: null } as const;
	const figure = boundRows({
		...words,
		rows: [
			{ ...row, name: "far", value: 60, verdict: "holds" },
			{ ...row, name: "near", value: 1, verdict: "differs" },
		],
		xTitle: "points",
		xRange: [-6, 6],
		dataset: null,
	});
	const [far, near] = traces(figure).slice(2) as {
		x: number[];
		marker: { symbol: string };
		error_x: { visible: boolean };
	}[];
	assert.deepEqual([far.x, far.marker.symbol], [[6], "triangle-right"]);
	assert.equal(far.error_x.visible, false);
	assert.deepEqual([near.x, near.marker.symbol], [[1], "x"]);
	assert.match(texts(figure)[0], /60\.00/);
	assert.match(figure.caption, /A triangle at the edge/);
	assert.doesNotMatch(figure.caption, /goes on beyond/);
	assert.doesNotMatch(FIGURES.boundRows.caption, /triangle|goes on beyond/);
});

test("where an interval goes on beyond a chosen axis, the caption says so", () => {
	const wide = { uncertainty: 80, atLeast: null, atMost: 50 } as const;
	const { caption } = boundRows({
		...words,
		rows: [{ ...wide, name: "wide", value: 53, verdict: "within noise" }],
		xTitle: "%",
		xRange: [0, 110],
		dataset: null,
	});
	assert.match(caption, /A line up to the edge: the interval goes on beyond/);
	assert.doesNotMatch(caption, /triangle/);
});

test("behind a row stand its verdict and its value with the interval, if it has one", () => {
	assert.deepEqual(texts(FIGURES.boundRows).slice(0, 2), [
		"replicated<br>1.00 ± 0.50",
		"differs<br>4.00",
	]);
});

test("only a row whose name has several lines is higher than others, and marks lie at its middle", () => {
	const long = "a claim in so many words that they fill three lines or more ";
	const figure = seedRows({
		...words,
		rows: ["a", "b", long.repeat(2), "c"].map((name) => ({
			name,
			values: [1],
		})),
		dataset: null,
	});
	const { tickvals } = figure.layout.yaxis as { tickvals: number[] };
	const [first, second, third] = tickvals
		.slice(1)
		.map((y, k) => y - tickvals[k]);
	assert.equal(first, 1);
	assert.ok(second > 1.3, `${second}`);
	assert.equal(third, second);
	assert.deepEqual(
		traces(figure).flatMap(({ y }) => y),
		tickvals,
	);
});

test("figures without any value are refused", () => {
	const nothing = { ...words, xTitle: "x (–)", dataset: null };
	const points = [{ x: 1, values: [] }];
	assert.throws(
		() => seedCurves({ ...nothing, curves: [{ name: "a", points }] }),
		/has no value at all/,
	);
	assert.throws(
		() => seedRows({ ...nothing, rows: [{ name: "a", values: [] }] }),
		/has no value at all/,
	);
	assert.throws(() => boundRows({ ...nothing, rows: [] }), /has no rows/);
});
