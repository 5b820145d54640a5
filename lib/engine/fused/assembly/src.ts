/** The Spiking Recurrent Cell over a whole sequence (equations: ../../../cells/src.ts); arrays are [T × vectors], time-major. */
import { emit, PACKING } from "./emit";
import { flushed, half, multiplyAdd, one, oneMinusSquare, sigmoid, splat, sumLanes, TABLE, tanh, VECTOR } from "./vector";

/** Bits of `variant`. */
const SIGMOID: i32 = 1;
const CURRENT: i32 = 2;
const RELU: i32 = 4;
const FULL: i32 = 8;
const NOISE: i32 = 16;
const LINEAR: i32 = 32;

/** Slope of the sigmoid gate around its threshold, ½. */
const GATE_SLOPE: f32 = 10;

/** How far the gate is open: H(h − ½) or σ(10 (h − ½)). */
// @ts-ignore: decorator
@inline
function open(table: usize, variant: i32, h: v128): v128 {
	return variant & SIGMOID
		? sigmoid(table, f32x4.mul(splat(GATE_SLOPE), f32x4.sub(h, half(table))))
		: v128.and(f32x4.gt(h, half(table)), one(table));
}

/** What bounds x and h: tanh(a), or clamp(a, −1, 1). */
// @ts-ignore: decorator
@inline
function bounded(table: usize, variant: i32, a: v128): v128 {
	return variant & LINEAR ? f32x4.pmax(f32x4.pmin(a, one(table)), splat(-1)) : tanh(table, a);
}

/** Its derivative where its value is y. */
// @ts-ignore: decorator
@inline
function slopeAt(table: usize, variant: i32, y: v128): v128 {
	return variant & LINEAR ? v128.and(f32x4.lt(f32x4.abs(y), one(table)), one(table)) : oneMinusSquare(table, y);
}

/**
 * Runs the layer. `drive` is W s_in and becomes what the backward pass needs of i: the slope d h / d i when only that is asked for
 * (`states` = 0), else u = tanh(i / ρ), and `states` receives h and hs, [T + 1 × vectors] each, row 0 the start.
 * @param constants f32: α, ρ, 1 / ρ, z_hyp, z_dep − z_hyp (the compiler would compute them anew in each step)
 * @param parameters rows of `vectors`: bias, r, r_s, h[0], h_s[0]
 * @param gains r[t] and r_s[t], [T × 2 × vectors], where `variant` has NOISE
 * @param state three rows of scratch: i, h, hs
 * @param counts u32: spiking steps, spikes
 */
export function srcForward(
	variant: i32,
	steps: i32,
	vectors: i32,
	constants: usize,
	parameters: usize,
	gains: usize,
	state: usize,
	drive: usize,
	states: usize,
	offsets: usize,
	indices: usize,
	values: usize,
	counts: usize,
): void {
	const kept = states != 0;
	if (!kept && (variant & ~FULL) == 0)
		run(0, false, steps, vectors, constants, parameters, gains, state, drive, states, offsets, indices, values, counts);
	else run(variant, kept, steps, vectors, constants, parameters, gains, state, drive, states, offsets, indices, values, counts);
}

/**
 * `drive` becomes u = tanh(i / ρ), or clamp(i / ρ, −1, 1). These tanh do not wait for one another, as those of h do: apart from h, processors overlap more of
 * them (and of h's) than where both form one long chain.
 */
function boundInput(variant: i32, steps: i32, vectors: i32, constants: usize, state: usize, drive: usize): void {
	if (variant & LINEAR) bound(LINEAR, steps, vectors, constants, state, drive);
	else bound(0, steps, vectors, constants, state, drive);
}

/** `boundInput`, for a literal `variant`. */
// @ts-ignore: decorator
@inline
function bound(variant: i32, steps: i32, vectors: i32, constants: usize, state: usize, drive: usize): void {
	const table = TABLE;
	const row = (<usize>vectors) * VECTOR;
	const alpha = v128.load32_splat(constants);
	const perRho = v128.load32_splat(constants, 8);
	memory.fill(state, 0, row);
	for (let t = 0; t < steps; t++)
		for (let k: usize = 0; k < row; k += VECTOR, drive += VECTOR) {
			const i = multiplyAdd(alpha, v128.load(state + k), v128.load(drive));
			v128.store(state + k, i);
			v128.store(drive, bounded(table, variant, f32x4.mul(i, perRho)));
		}
}

/** `srcForward`; where `variant` is a literal its branches vanish. */
// @ts-ignore: decorator
@inline
function run(
	variant: i32,
	kept: bool,
	steps: i32,
	vectors: i32,
	constants: usize,
	parameters: usize,
	gains: usize,
	state: usize,
	drive: usize,
	states: usize,
	offsets: usize,
	indices: usize,
	values: usize,
	counts: usize,
): void {
	const table = TABLE;
	const packing = PACKING;
	const row = (<usize>vectors) * VECTOR;
	const rho = v128.load32_splat(constants, 4);
	const zHyp = v128.load32_splat(constants, 12);
	const zRange = v128.load32_splat(constants, 16);
	const h0 = parameters + 3 * row;
	boundInput(variant, steps, vectors, constants, state, drive);
	memory.copy(state + row, h0, 2 * row);
	if (kept) {
		memory.copy(states, h0, row);
		memory.copy(states + (<usize>steps + 1) * row, h0 + row, row);
	}
	let events: u32 = 0;
	let spikes = splat(0);
	store<u32>(offsets, 0);
	for (let t = 0; t < steps; t++) {
		// What the state before the first step holds is no spike.
		const started = i32x4.splat(t > 0 ? -1 : 0);
		const r = variant & NOISE ? gains + ((<usize>t) << 1) * row : parameters + row;
		for (let k: usize = 0; k < row; k += VECTOR) {
			const hOld = v128.load(state + row + k);
			const hsOld = v128.load(state + 2 * row + k);
			const u = v128.load(drive);
			const input = multiplyAdd(rho, u, v128.load(parameters + k));
			const slow = multiplyAdd(v128.load(r + row + k), hsOld, input);
			const h = bounded(table, variant, multiplyAdd(v128.load(r + k), hOld, slow));
			const zs = multiplyAdd(zRange, open(table, variant, variant & CURRENT ? h : hOld), zHyp);
			const hs = multiplyAdd(zs, f32x4.sub(hsOld, hOld), hOld);
			v128.store(state + row + k, h);
			v128.store(state + 2 * row + k, hs);
			if (kept) {
				const now = states + (<usize>t + 1) * row + k;
				v128.store(now, h);
				v128.store(now + (<usize>steps + 1) * row, hs);
			} else {
				const slope = f32x4.mul(slopeAt(table, variant, h), slopeAt(table, variant, u));
				v128.store(drive, variant & RELU ? v128.and(slope, f32x4.gt(h, splat(0))) : slope);
			}
			drive += VECTOR;
			const spiking = f32x4.gt(h, splat(0));
			spikes = i32x4.sub(spikes, v128.andnot(spiking, v128.and(started, f32x4.gt(hOld, splat(0)))));
			events = emit(packing, i32x4.bitmask(spiking), <u32>(k >> 2), h, events, indices, values);
		}
		store<u32>(offsets + ((<usize>t + 1) << 2), events);
	}
	store<u32>(counts, events);
	store<u32>(counts, sumLanes(spikes), 4);
}

/**
 * Backward pass with detached recurrences and a frozen bias: a linear reverse scan, δ[t] = g[t] + α δ[t + 1] with
 * g = d s_out · slope. `slope` becomes δ, the gradient of the drive.
 */
export function srcBackwardDetached(steps: i32, vectors: i32, constants: usize, outputGradient: usize, slope: usize): void {
	const table = TABLE;
	const row = (<usize>vectors) * VECTOR;
	const alpha = v128.load32_splat(constants);
	const last = slope + (<usize>steps - 1) * row;
	const end = last + row;
	let from = outputGradient + (<usize>steps - 1) * row;
	for (let at = last; at < end; at += VECTOR, from += VECTOR) v128.store(at, flushed(table, f32x4.mul(v128.load(at), v128.load(from))));
	const distance = outputGradient - slope;
	for (let at = last - VECTOR; at >= slope; at -= VECTOR) {
		const later = f32x4.mul(alpha, v128.load(at + row));
		v128.store(at, flushed(table, multiplyAdd(v128.load(at), v128.load(at + distance), later)));
	}
}

/**
 * Backward pass of every variant, from the kept states. `u` becomes δ, the gradient of the drive; `biasGradient` grows, where it is not 0.
 * @param state three rows of scratch: the gradients of i, h and hs that come from the later steps
 */
export function srcBackward(
	variant: i32,
	steps: i32,
	vectors: i32,
	constants: usize,
	parameters: usize,
	gains: usize,
	state: usize,
	outputGradient: usize,
	u: usize,
	states: usize,
	biasGradient: usize,
): void {
	const table = TABLE;
	const row = (<usize>vectors) * VECTOR;
	const alpha = v128.load32_splat(constants);
	const zHyp = v128.load32_splat(constants, 12);
	const zRange = v128.load32_splat(constants, 16);
	memory.fill(state, 0, 3 * row);
	for (let t = steps - 1; t >= 0; t--) {
		const r = variant & NOISE ? gains + ((<usize>t) << 1) * row : parameters + row;
		for (let k: usize = 0; k < row; k += VECTOR) {
			const at = (<usize>t) * row + k;
			const hOld = v128.load(states + at);
			const h = v128.load(states + at + row);
			const hsOld = v128.load(states + at + (<usize>steps + 1) * row);
			let gs = v128.load(outputGradient + at);
			if (variant & RELU) gs = v128.and(gs, f32x4.gt(h, splat(0)));
			const later = v128.load(state + 2 * row + k);
			const gate = open(table, variant, variant & CURRENT ? h : hOld);
			let gate1 = splat(0);
			if (variant & FULL && variant & SIGMOID) {
				const gateSlope = f32x4.mul(f32x4.mul(splat(GATE_SLOPE), zRange), f32x4.mul(gate, f32x4.sub(one(table), gate)));
				gate1 = f32x4.mul(gateSlope, f32x4.mul(later, f32x4.sub(hsOld, hOld)));
			}
			let gh = flushed(table, f32x4.add(gs, v128.load(state + row + k)));
			if (variant & CURRENT) gh = f32x4.add(gh, gate1);
			const ga = f32x4.mul(gh, slopeAt(table, variant, h));
			const slope = slopeAt(table, variant, v128.load(u + at));
			const delta = flushed(table, multiplyAdd(ga, slope, f32x4.mul(alpha, v128.load(state + k))));
			v128.store(u + at, delta);
			v128.store(state + k, delta);
			if (biasGradient != 0) v128.store(biasGradient + k, f32x4.add(v128.load(biasGradient + k), ga));
			if (variant & FULL) {
				const zs = multiplyAdd(zRange, gate, zHyp);
				let ghOld = multiplyAdd(v128.load(r + k), ga, f32x4.mul(f32x4.sub(one(table), zs), later));
				if (!(variant & CURRENT)) ghOld = f32x4.add(ghOld, gate1);
				v128.store(state + row + k, ghOld);
				v128.store(state + 2 * row + k, multiplyAdd(v128.load(r + row + k), ga, f32x4.mul(zs, later)));
			}
		}
	}
}
