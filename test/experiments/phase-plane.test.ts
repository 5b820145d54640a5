import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
	advance,
	bifurcationCurves,
	bifurcationDiagram,
	bifurcationPoint,
	fixedPoints,
	GATE_READINGS,
	heldInput,
	heldOrbit,
	hNullcline,
	hsNullcline,
	jacobian,
	lyapunovExponents,
	orbit,
	type PlanePoint,
	planeAt,
	RandomStream,
	type SRCOptions,
	selfConsistent,
	simulate,
	src,
	traceOf,
} from "spiking-recurrent-cell";

const ANY = 99 as 0;
/** Points of the plane and inputs, drawn anew for each seed. */
function randomPlaces(seed: number, count: number) {
	const random = new RandomStream(seed, ANY);
	return Array.from({ length: count }, () => ({
		point: { h: random.uniform(-1, 1), hs: random.uniform(-1, 1) },
		x: random.uniform(-3, 3),
	}));
}

describe("the map of a neuron under a held input", () => {
	for (const { name, options } of GATE_READINGS)
		test(`${name}: follows the cell in simulate to 1e-4 over 40 steps and two spikes`, async () => {
			const x = 2.5;
			const spec = src(1, options);
			const i = spec.rho * Math.atanh(x / spec.rho);
			const drive = new Float32Array(40).fill((1 - spec.alpha) * i);
			drive[0] = i;
			const start = { h: -0.5, hs: -0.6 };
			const traces = await simulate(spec, drive, {
				h0: Float32Array.of(start.h),
				hs0: Float32Array.of(start.hs),
			});
			const points = orbit(start, new Array(40).fill(x), options);
			const h = traceOf(traces, "h");
			const hs = traceOf(traces, "hs");
			for (const [t, point] of points.entries()) {
				assert.ok(Math.abs(point.h - h[t]) < 1e-4, `h at step ${t}`);
				assert.ok(Math.abs(point.hs - hs[t]) < 1e-4, `h_s at step ${t}`);
			}
			const rises = points.filter(
				({ h }, t) => h > 0 && (points[t - 1]?.h ?? 0) <= 0,
			);
			assert.ok(rises.length >= 2);
		});

	for (const { name, options } of GATE_READINGS)
		test(`${name}: the Jacobian is that of central differences to 1e-5 at 200 random points`, () => {
			const size = 1e-6;
			for (const [k, { point, x }] of randomPlaces(1, 200).entries()) {
				const seen =
					options.gateTiming === "previous"
						? point.h
						: advance(point, x, options).h;
				// the step has no derivative at its threshold
				if (options.gateForm === "step" && Math.abs(seen - 0.5) < 1e-4)
					continue;
				const slope = (of: keyof PlanePoint, by: keyof PlanePoint): number =>
					(advance({ ...point, [by]: point[by] + size }, x, options)[of] -
						advance({ ...point, [by]: point[by] - size }, x, options)[of]) /
					(2 * size);
				const [[hh, hs], [sh, ss]] = jacobian(point, x, options);
				const expected = [
					[hh, slope("h", "h")],
					[hs, slope("h", "hs")],
					[sh, slope("hs", "h")],
					[ss, slope("hs", "hs")],
				];
				for (const [own, difference] of expected)
					assert.ok(
						Math.abs(own - difference) < 1e-5,
						`point ${k} of seed 1: ${own}, differences ${difference}`,
					);
			}
		});

	test("a held current fills the integrator to ρ tanh(current / ((1 − α) ρ)), as simulate finds to 1e-4", async () => {
		const { variables } = await simulate(
			src(1),
			new Float32Array(300).fill(0.2),
		);
		assert.ok(Math.abs(heldInput(0.2) - variables.x[299]) < 1e-4);
		assert.equal(heldInput(0, { alpha: 1 }), 0);
	});
});

describe("solutions of h = tanh(slope h + offset)", () => {
	test("solve it to 1e-12, and are as many as a fine grid has changes of sign, for 300 random pairs", () => {
		const random = new RandomStream(2, ANY);
		for (let k = 0; k < 300; k++) {
			const slope = random.uniform(-8, 4);
			const offset = random.uniform(-2, 2);
			const found = selfConsistent(slope, offset);
			const excess = (h: number) => Math.tanh(slope * h + offset) - h;
			for (const h of found)
				assert.ok(Math.abs(excess(h)) < 1e-12, `pair ${k} of seed 2`);
			let changes = 0;
			for (let j = 0; j < 20000; j++) {
				const h = -1 + j / 10000;
				if (excess(h) > 0 !== excess(h + 1e-4) > 0) changes++;
			}
			assert.equal(found.length, changes, `pair ${k} of seed 2`);
		}
	});

	test("are three for the bistable cell (r > 1) and one for r < 1", () => {
		for (const r of [0, 0.5, 0.99])
			assert.equal(selfConsistent(r, 0).length, 1, `r = ${r}`);
		for (const r of [1.01, 1.5, 2]) {
			const found = fixedPoints(0, { r, rs: 0, biasInit: 0 });
			assert.deepEqual(
				found.map(({ stable }) => stable),
				[true, false, true],
				`r = ${r}`,
			);
			assert.ok(Math.abs(found[1].h) < 1e-12);
		}
	});
});

describe("fixed points", () => {
	const cases: [string, SRCOptions][] = [
		["the paper's neuron", {}],
		...GATE_READINGS.map(({ name, options }): [string, SRCOptions] => [
			name,
			options,
		]),
		["weak feedback", { r: 0.5, rs: -2 }],
		["three fixed points", { r: 4, rs: -1, biasInit: 0 }],
	];
	for (const [name, options] of cases)
		test(`${name}: the map leaves each where it is to 1e-12, and a small disturbance grows or shrinks as its eigenvalues say`, () => {
			for (const x of [-1, 0, 0.8, 1.3, 2.5, 3])
				for (const found of fixedPoints(x, options)) {
					const { h, hs, growth, stable } = found;
					const next = advance({ h, hs }, x, options);
					assert.ok(Math.hypot(next.h - h, next.hs - hs) < 1e-12);
					const disturbed = heldOrbit({ h: h + 1e-7, hs }, x, 40, options);
					const away = disturbed.map((p) => Math.hypot(p.h - h, p.hs - hs));
					// far from 1, where 40 steps suffice to tell
					if (growth < 0.9) assert.ok(away[40] < 1e-8, `x = ${x}`);
					if (growth > 1.2) assert.ok(Math.max(...away) > 1e-4, `x = ${x}`);
					assert.equal(stable, growth < 1);
				}
		});

	test("eigenvalues have the Jacobian's trace and determinant to 1e-12", () => {
		for (const x of [0, 1, 3])
			for (const { h, hs, eigenvalues } of fixedPoints(x)) {
				const [[a, b], [c, d]] = jacobian({ h, hs }, x);
				const [first, second] = eigenvalues;
				const product = first.re * second.re - first.im * second.im;
				assert.ok(Math.abs(first.re + second.re - (a + d)) < 1e-12);
				assert.ok(Math.abs(first.im + second.im) < 1e-12);
				assert.ok(Math.abs(product - (a * d - b * c)) < 1e-12);
			}
	});

	test("of neurons that no tanh bounds are refused, as their map, held input and nullclines are", () => {
		const options: SRCOptions = { activation: "piecewise-linear" };
		for (const ask of [
			() => fixedPoints(0, options),
			() => advance({ h: 0, hs: 0 }, 0, options),
			() => heldInput(1, options),
			() => hNullcline(0, options),
			() => lyapunovExponents([0], options),
		])
			assert.throws(
				ask,
				/activation is "piecewise-linear": the map of the phase plane is that of "tanh"/,
			);
	});

	test("of a slow state that never moves are refused", () => {
		assert.throws(
			() => fixedPoints(0, { zHyp: 1 }),
			/z_s is 1 at h = -0\.903: .* give zHyp and zDep below 1/,
		);
	});

	test("are found where tanh is 1 to the last bit: one at b_h = ±30, three at r = 25", () => {
		for (const biasInit of [-30, 30]) {
			const found = fixedPoints(0, { biasInit }).map(({ h }) => h);
			assert.deepEqual(found, [Math.sign(biasInit)]);
		}
		const { low } = bifurcationDiagram([0], { biasInit: -30 });
		assert.deepEqual(low, [-1]);
		const three = fixedPoints(0, { r: 25, rs: 0, biasInit: 0 });
		assert.deepEqual(
			three.map(({ h }) => Math.round(h) + 0),
			[-1, 0, 1],
		);
	});

	test("of options that the cell does not take are refused, as its held input is", () => {
		assert.throws(() => heldInput(1, { alpha: 1.5 }), /alpha .* is 1.5/);
		assert.throws(() => fixedPoints(0, { zHyp: 7 }), /zHyp .* is 7/);
	});

	test("lie where the nullclines cross", () => {
		const { h, hs } = hNullcline(0, {}, 4001);
		const gaps = h.map((value, k) => hs[k] - value);
		const crossing = gaps.findIndex((gap, k) => k > 0 && gap * gaps[k - 1] < 0);
		assert.ok(Math.abs(h[crossing] - fixedPoints(0)[0].h) < 1e-3);
	});
});

describe("nullclines", () => {
	test("hold: a step from the h-nullcline leaves h to 1e-9, one from the h_s-nullcline leaves h_s to 1e-12", () => {
		for (const x of [0, 1.7]) {
			const line = hNullcline(x);
			assert.ok(line.h.length > 100);
			for (const [k, h] of line.h.entries())
				assert.ok(Math.abs(advance({ h, hs: line.hs[k] }, x).h - h) < 1e-9);
			const slow = hsNullcline();
			for (const [k, h] of slow.h.entries())
				assert.ok(
					Math.abs(advance({ h, hs: slow.hs[k] }, x).hs - slow.hs[k]) < 1e-12,
				);
		}
	});

	test("without slow feedback are refused", () => {
		assert.throws(() => hNullcline(0, { rs: 0 }), /r_s is 0/);
	});
});

describe("the loss of rest", () => {
	test("comes where 1 − h² = 0.4, for there the Jacobian's determinant 2.5 (1 − h²) reaches 1: x = 1.0953 to 1e-8", () => {
		const h = -Math.sqrt(0.6);
		const x = Math.atanh(h) + 5 * h + 6;
		assert.ok(Math.abs(x - 1.0953) < 1e-4);
		assert.ok(Math.abs(bifurcationPoint() - x) < 1e-8);
	});

	test("is the same for all four readings of the gate to 1e-3: at h = h_s the gate has nothing to move", () => {
		for (const { name, options } of GATE_READINGS)
			assert.ok(
				Math.abs(bifurcationPoint(options) - bifurcationPoint()) < 1e-3,
				name,
			);
	});

	test("in a range where nothing is lost is refused", () => {
		assert.throws(
			() => bifurcationPoint({ r: 0.5 }),
			/stable at x = 0 and stable at x = 3/,
		);
	});

	test("divides currents at which h settles to 1e-6 from those at which it swings", () => {
		const currents = [0.1, 0.11, 0.12, 0.15, 0.2];
		const { growth, low, high, rest } = bifurcationDiagram(currents);
		for (const [k, current] of currents.entries()) {
			const still = heldInput(current) < bifurcationPoint();
			assert.equal(growth[k] < 1, still, `${current}`);
			assert.equal(high[k] - low[k] < 1e-6, still, `${current}`);
			if (still) assert.ok(Math.abs(high[k] - rest[k]) < 1e-6);
			else assert.ok(low[k] < rest[k] && rest[k] < high[k]);
		}
	});

	test("is drawn as rest, stable or not, and as a swing only where it is not", () => {
		const [stable, unstable, high] = bifurcationCurves(
			bifurcationDiagram([0.1, 0.2]),
		);
		assert.equal(stable.y[1], null);
		assert.equal(unstable.y[0], null);
		assert.equal(high.y[0], null);
		assert.ok(Number(high.y[1]) > Number(unstable.y[1]));
	});
});

test("a phase plane holds its nullclines, all fixed points and the orbits it was given", () => {
	const points = heldOrbit({ h: 0.2, hs: -0.9 }, 0, 10);
	const panel = planeAt("at rest", 0, [{ name: "kick", points }]);
	assert.equal(panel.fixedPoints.length, 1);
	assert.equal(panel.orbits[0].points.length, 11);
	assert.deepEqual(panel.nullclines.h, hNullcline(0));
});

test("an orbit without its first steps goes on where the whole one is", () => {
	const start = { h: -0.9, hs: -0.9 };
	const whole = heldOrbit(start, 2, 30);
	assert.deepEqual(heldOrbit(start, 2, 10, {}, 20), whole.slice(20));
});

describe("the largest Lyapunov exponent", () => {
	test("at rest is the logarithm of the fixed point's growth to 1e-3", () => {
		const [exponent] = lyapunovExponents([0]);
		assert.ok(Math.abs(exponent - Math.log(fixedPoints(0)[0].growth)) < 1e-3);
	});

	test("is positive with a step gate on h[t] and negative on h[t−1], and orbits 1e-9 apart do as it says", () => {
		const currents = [0.4, 0.7, 1];
		for (const gateTiming of ["previous", "current"] as const) {
			const chaotic = gateTiming === "current";
			for (const [k, exponent] of lyapunovExponents(currents, {
				gateTiming,
			}).entries()) {
				assert.ok(chaotic ? exponent > 0.05 : exponent < -0.02);
				const x = heldInput(currents[k]);
				const from = (h: number) =>
					heldOrbit({ h, hs: -0.9 }, x, 2000, { gateTiming }, 1000);
				const other = from(-0.9 + 1e-9);
				const gaps = from(-0.9).map((p, t) => Math.abs(p.h - other[t].h));
				assert.equal(Math.max(...gaps) > 0.1, chaotic, `${currents[k]}`);
			}
		}
	});

	test("is −∞ where tanh and an open gate leave nothing of a disturbance", () => {
		assert.deepEqual(lyapunovExponents([0], { biasInit: 30 }), [-Infinity]);
		const held = { r: 0, zHyp: 1, zDep: 1 };
		assert.deepEqual(lyapunovExponents([0.3], held), [0]);
	});

	test("is zero to 1e-3 where the neuron swings without reaching the gate", () => {
		for (const exponent of lyapunovExponents([0.13, 0.15, 0.165]))
			assert.ok(Math.abs(exponent) < 1e-3);
	});
});
