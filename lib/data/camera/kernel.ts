/** The compiled inner loops of the event camera (./assembly) over a memory of their own. */
import { baseline } from "./kernel-binary.js";

/** Functions of assembly/index.ts; all pointers are byte addresses. */
interface Exports {
	watch(
		steps: number,
		path: number,
		field: number,
		fieldStride: number,
		runs: number,
		count: number,
		pixels: number,
		places: number,
		refractory: number,
		out: number,
		capacity: number,
	): number;
	sortByTime(
		count: number,
		times: number,
		codes: number,
		shift: number,
		sortedTimes: number,
		sortedCodes: number,
		buckets: number,
	): void;
}

export interface KernelSizes {
	readonly steps: number;
	/** Points of the field, and those in one of its rows. */
	readonly field: number;
	readonly fieldStride: number;
	/** Most runs of neighbouring pixels, and pixels in all of them. */
	readonly runs: number;
	readonly places: number;
	/** Most events, and the last moment (µs). */
	readonly events: number;
	readonly duration: number;
}

/** Numbers of a step and of a pixel; assembly/watch.ts says which. */
export const PATH_NUMBERS = 8;
const PIXEL_NUMBERS = 9;
const RUN_NUMBERS = 3;
/** Of the sort: as many as 12 bits tell apart. */
const BUCKET_BITS = 12;
const PAGE = 65_536;

let compiled: WebAssembly.Module | undefined;

function compile(): WebAssembly.Module {
	compiled ??= new WebAssembly.Module(baseline);
	return compiled;
}

export class CameraKernel {
	/** [steps × 8]. */
	readonly path: Float64Array;
	readonly field: Float64Array;
	/** [runs × 3]. */
	readonly runs: Uint32Array;
	/** By number of a pixel, each [places]. */
	readonly pixels: readonly Float64Array[];
	/** [events] in the order in which they were found: µs, and 2 × pixel + polarity … */
	readonly times: Uint32Array;
	readonly codes: Uint32Array;
	/** … and in order of time. */
	readonly sortedTimes: Uint32Array;
	readonly sortedCodes: Uint32Array;
	private readonly buckets: Uint32Array;
	private readonly exports: Exports;

	constructor(private readonly sizes: KernelSizes) {
		const { steps, field, runs, places, events } = sizes;
		const lengths = {
			path: steps * PATH_NUMBERS,
			// the last pair of pixels looks one point further
			field: field + 1,
			pixels: PIXEL_NUMBERS * places,
		};
		const words = {
			runs: RUN_NUMBERS * runs,
			times: events,
			codes: events,
			sortedTimes: events,
			sortedCodes: events,
			buckets: 2 ** BUCKET_BITS,
		};
		const sum = (parts: Readonly<Record<string, number>>) =>
			Object.values(parts).reduce((total, length) => total + length, 0);
		// the first page is the compiler's
		const bytes = PAGE + 8 * sum(lengths) + 4 * sum(words);
		const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
		let at = PAGE;
		const numbers = (length: number): Float64Array => {
			const view = new Float64Array(memory.buffer, at, length);
			at += view.byteLength;
			return view;
		};
		const integers = (length: number): Uint32Array => {
			const view = new Uint32Array(memory.buffer, at, length);
			at += view.byteLength;
			return view;
		};
		this.path = numbers(lengths.path);
		this.field = numbers(lengths.field);
		this.pixels = Array.from({ length: PIXEL_NUMBERS }, () => numbers(places));
		this.runs = integers(words.runs);
		this.times = integers(words.times);
		this.codes = integers(words.codes);
		this.sortedTimes = integers(words.sortedTimes);
		this.sortedCodes = integers(words.sortedCodes);
		this.buckets = integers(words.buckets);
		this.exports = new WebAssembly.Instance(compile(), { env: { memory } })
			.exports as unknown as Exports;
	}

	/** Follows `runs` runs of pixels along the path; the number of events, which is larger than their room if that was too small. */
	watch(runs: number, refractory: number): number {
		const { steps, fieldStride, places, events } = this.sizes;
		return this.exports.watch(
			steps,
			this.path.byteOffset,
			this.field.byteOffset,
			fieldStride,
			this.runs.byteOffset,
			runs,
			this.pixels[0].byteOffset,
			places,
			refractory,
			this.times.byteOffset,
			events,
		);
	}

	/** Puts the first `count` events in order of time; those of one moment stay in theirs. */
	sort(count: number): void {
		const bits = 32 - Math.clz32(this.sizes.duration);
		this.exports.sortByTime(
			count,
			this.times.byteOffset,
			this.codes.byteOffset,
			Math.max(0, bits - BUCKET_BITS),
			this.sortedTimes.byteOffset,
			this.sortedCodes.byteOffset,
			this.buckets.byteOffset,
		);
	}
}
