/**
 * The pixels of an event camera, two at once: what each sees in the course of the path, and the events that it makes of it. In double
 * precision and without fused products, so that every machine finds the same events.
 */

/** Bytes of a number, and of the two that are worked on at once. */
const NUMBER: usize = 8;
const PAIR: usize = 16;

/** Where events go: times in µs (u32) and codes 2 × pixel + polarity (u32); how many there are, and room for how many. */
let times: usize = 0;
let codes: usize = 0;
let events: u32 = 0;
let room: u32 = 0;

/** One number a pixel each, from these addresses on. */
let reference: usize = 0;
let low: usize = 0;
let high: usize = 0;
let on: usize = 0;
let off: usize = 0;
let awake: usize = 0;
let refractory: f64 = 0;

/**
 * Follows runs of neighbouring pixels over all steps.
 *
 * @param path [steps × 8]: time (ms), weights of the four field points around a pixel's view, left, behind (see ../camera.ts), and the
 * first point's place (bytes) relative to the pixel's
 * @param runs [count × 3] (u32): the run's first pixel and the one after its last among the numbers below, both even, and the place
 * in the field (bytes) of its first one
 * @param pixels [9 × places], one number a pixel each: view, light, reference, reference − off, reference + on, on, off, when it is awake
 * again, and its number on the sensor
 * @returns the number of events; more than `capacity` if there was no room for all
 */
export function watch(
	steps: u32,
	path: usize,
	field: usize,
	fieldStride: usize,
	runs: usize,
	count: u32,
	pixels: usize,
	places: usize,
	dead: f64,
	out: usize,
	capacity: u32,
): u32 {
	const bytes = places * NUMBER;
	const view = pixels;
	const light = view + bytes;
	reference = light + bytes;
	low = reference + bytes;
	high = low + bytes;
	on = high + bytes;
	off = on + bytes;
	awake = off + bytes;
	const numbers = awake + bytes;
	refractory = dead;
	times = out;
	codes = out + ((<usize>capacity) << 2);
	events = 0;
	room = capacity;
	const below = fieldStride * NUMBER;
	for (let s: u32 = 1; s < steps; s++) {
		const now = path + (<usize>s << 6);
		const begin = load<f64>(now - 64);
		const end = load<f64>(now);
		const w0 = v128.load64_splat(now, 8);
		const w1 = v128.load64_splat(now, 16);
		const w2 = v128.load64_splat(now, 24);
		const w3 = v128.load64_splat(now, 32);
		const left = v128.load64_splat(now, 40);
		const behind = v128.load64_splat(now, 48);
		const shift = <i32>load<f64>(now, 56);
		const start = f64x2.splat(begin);
		for (let r: u32 = 0; r < count; r++) {
			const run = runs + <usize>r * 12;
			let p = field + <usize>(<i32>load<u32>(run, 8) + shift);
			const stop = <usize>load<u32>(run, 4) * NUMBER;
			for (let k = <usize>load<u32>(run) * NUMBER; k < stop; k += PAIR, p += PAIR) {
				const seen = v128.load(view + k);
				const before = v128.load(light + k);
				const sees = f64x2.add(
					f64x2.add(
						f64x2.add(
							f64x2.mul(w0, v128.load(p)),
							f64x2.mul(w1, v128.load(p, 8)),
						),
						f64x2.mul(w2, v128.load(p + below)),
					),
					f64x2.mul(w3, v128.load(p + below, 8)),
				);
				const after = f64x2.add(
					f64x2.sub(sees, f64x2.mul(f64x2.sub(sees, seen), behind)),
					f64x2.mul(f64x2.sub(before, seen), left),
				);
				v128.store(view + k, sees);
				v128.store(light + k, after);
				const quiet = v128.and(
					f64x2.le(v128.load(awake + k), start),
					v128.and(
						f64x2.lt(after, v128.load(high + k)),
						f64x2.gt(after, v128.load(low + k)),
					),
				);
				// most steps of most pixels end here
				if (i64x2.all_true(quiet)) continue;
				if (!i64x2.extract_lane(quiet, 0))
					fire(k, numbers, f64x2.extract_lane(before, 0), f64x2.extract_lane(after, 0), begin, end);
				if (!i64x2.extract_lane(quiet, 1))
					fire(k + NUMBER, numbers, f64x2.extract_lane(before, 1), f64x2.extract_lane(after, 1), begin, end);
			}
		}
	}
	return events;
}

/** The events of one pixel in a step in which its light changes linearly. */
function fire(k: usize, numbers: usize, before: f64, after: f64, begin: f64, end: f64): void {
	const up = load<f64>(on + k);
	const down = load<f64>(off + k);
	const slope = (after - before) / (end - begin);
	let level = load<f64>(reference + k);
	let wakes = load<f64>(awake + k);
	let now = begin;
	while (true) {
		if (wakes > now) {
			if (wakes > end) break;
			now = wakes;
			level = before + slope * (now - begin);
		}
		if (slope == 0) break;
		const target = slope > 0 ? level + up : level - down;
		const crossing = begin + (target - before) / slope;
		if (!(crossing <= end)) break;
		if (crossing > now) now = crossing;
		if (events < room) {
			store<u32>(times + ((<usize>events) << 2), <u32>(1000 * now));
			store<u32>(codes + ((<usize>events) << 2), 2 * <u32>load<f64>(numbers + k) + (slope > 0 ? 1 : 0));
		}
		events++;
		level = target;
		wakes = now + refractory;
	}
	store<f64>(reference + k, level);
	store<f64>(low + k, level - down);
	store<f64>(high + k, level + up);
	store<f64>(awake + k, wakes);
}
