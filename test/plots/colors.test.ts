import assert from "node:assert/strict";
import { test } from "node:test";
import {
	CELL_STYLES,
	CURVE_STYLES,
	STATE_STYLES,
} from "spiking-recurrent-cell";

type Triple = [number, number, number];

/** Linear RGB, 0 … 1, of "#rrggbb". */
function linear(color: string): Triple {
	const channel = (at: number) => {
		const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [channel(1), channel(3), channel(5)];
}

function transform(matrix: readonly Triple[], v: Triple): Triple {
	return matrix.map(
		(row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2],
	) as Triple;
}

/** Complete loss of one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1. */
const VISIONS: Readonly<Record<string, readonly Triple[]>> = {
	normal: [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1],
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881],
	],
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998],
	],
};

/** CIE L*a*b* under D65. */
function lab(rgb: Triple): Triple {
	const xyz = transform(
		[
			[0.4124564, 0.3575761, 0.1804375],
			[0.2126729, 0.7151522, 0.072175],
			[0.0193339, 0.119192, 0.9503041],
		],
		rgb.map((value) => Math.min(1, Math.max(0, value))) as Triple,
	);
	const [x, y, z] = [xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883].map((t) =>
		t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29,
	);
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: string, b: string, vision: readonly Triple[]): number {
	const [p, q] = [a, b].map((color) => lab(transform(vision, linear(color))));
	return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

const PALETTES = {
	cells: Object.values(CELL_STYLES),
	"state variables": Object.values(STATE_STYLES),
	curves: CURVE_STYLES,
};

for (const [name, styles] of Object.entries(PALETTES))
	for (const [vision, matrix] of Object.entries(VISIONS))
		test(`colours of ${name} differ by ΔE > 10 under ${vision}`, () => {
			for (const [k, a] of styles.entries())
				for (const b of styles.slice(0, k)) {
					const difference = distance(a.color, b.color, matrix);
					assert.ok(
						difference > 10,
						`${a.color} and ${b.color}: ${difference.toFixed(1)}`,
					);
				}
		});

test("the distance of colours is right: black and white are 100 apart, red and green meet under deuteranopia", () => {
	assert.ok(
		Math.abs(distance("#000000", "#ffffff", VISIONS.normal) - 100) < 0.01,
	);
	assert.ok(distance("#a05a00", "#7a6a00", VISIONS.deuteranopia) < 10);
	assert.ok(distance("#a05a00", "#7a6a00", VISIONS.normal) > 20);
});

test("cells differ in dash and in marker too", () => {
	const cells = Object.values(CELL_STYLES);
	assert.equal(new Set(cells.map(({ dash }) => dash)).size, cells.length);
	assert.equal(new Set(cells.map(({ marker }) => marker)).size, cells.length);
});

test("any two curves differ in the pair of dash and marker", () => {
	assert.equal(
		new Set(CURVE_STYLES.map(({ dash, marker }) => `${dash} ${marker}`)).size,
		CURVE_STYLES.length,
	);
});
