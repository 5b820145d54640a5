/** Where following events stops paying: both ways of a layer's products, timed at growing densities of its input. */
import { Signal } from "spiking-recurrent-cell/dist/engine/fused/events.js";
import {
	compileKernels,
	type Kernels,
	openKernels,
} from "spiking-recurrent-cell/dist/engine/fused/kernels.js";
import {
	Allocator,
	FLOAT,
	rowBytes,
} from "spiking-recurrent-cell/dist/engine/fused/memory.js";
import { PlaceAllocator } from "spiking-recurrent-cell/dist/engine/fused/places.js";
import { InputProduct } from "spiking-recurrent-cell/dist/engine/fused/product.js";
import { median } from "./race.js";

/** Drive and weight gradient of one layer for one sample, on one thread. */
export interface Crossover {
	readonly inputs: number;
	readonly units: number;
	readonly steps: number;
	/** Share of (step, input) with an event. */
	readonly densities: readonly number[];
	readonly events_ms: readonly number[];
	readonly dense_ms: readonly number[];
}

const STEPS = 220;
const DENSITIES = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** Inputs and neurons; spikes of pixels are of size 1, those of neurons have amplitudes. */
const LAYERS = [
	{ inputs: 784, units: 100, graded: false },
	{ inputs: 128, units: 128, graded: true },
	{ inputs: 512, units: 512, graded: true },
] as const;
/** Milliseconds that a timing takes at least, so that the clock's grain does not matter. */
const LONG = 20;

export async function measureCrossovers(
	repetitions: number,
): Promise<Crossover[]> {
	const crossovers: Crossover[] = [];
	for (const layer of LAYERS) {
		const both = await openLayer(layer);
		const times = DENSITIES.map((density) => both(density, repetitions));
		crossovers.push({
			inputs: layer.inputs,
			units: layer.units,
			steps: STEPS,
			densities: DENSITIES,
			events_ms: times.map(({ events }) => events),
			dense_ms: times.map(({ dense }) => dense),
		});
	}
	return crossovers;
}

/** The density at which both take equally long, between two that were measured; undefined if one is always faster. */
export function crossing({
	densities,
	events_ms,
	dense_ms,
}: Crossover): number | undefined {
	const excess = densities.map((_, k) => events_ms[k] / dense_ms[k] - 1);
	const k = excess.findIndex((value, at) => at > 0 && value >= 0);
	if (k < 0 || excess[k - 1] >= 0) return undefined;
	const share = -excess[k - 1] / (excess[k] - excess[k - 1]);
	return densities[k - 1] + share * (densities[k] - densities[k - 1]);
}

/** Bytes of a page of WebAssembly's memory, and the most pages there can be, which the kernels declare. */
const PAGE = 65536;
const LARGEST = 65536;

type Timing = (
	density: number,
	repetitions: number,
) => { readonly events: number; readonly dense: number };

async function openLayer({
	inputs,
	units,
	graded,
}: (typeof LAYERS)[number]): Promise<Timing> {
	const arena = new Allocator(4096);
	const gradients = new Allocator(0);
	const places = new PlaceAllocator(arena, gradients, "0");
	const product = new InputProduct(
		{
			index: 0,
			inputs,
			steps: STEPS,
			gradient: true,
			lowerGradient: { kind: "exact" },
		},
		units,
		1,
		places,
	);
	const signal = new Signal(STEPS, inputs, STEPS * inputs, arena);
	const drive = arena.take(STEPS * rowBytes(units));
	const block = arena.take(gradients.end);
	const memory = new WebAssembly.Memory({
		initial: Math.ceil(arena.end / PAGE),
		maximum: LARGEST,
	});
	const k = await openKernels(await compileKernels(false), memory);
	return (density, repetitions) => {
		const time = (ways: readonly (() => void)[]) =>
			median(
				Array.from({ length: repetitions }, () =>
					millisecondsOf(() => {
						// A new sample each time: sorting and spreading its events counts.
						signal.renew(graded);
						for (const way of ways) way();
					}),
				),
			);
		writeEvents(k, signal, density);
		return {
			events: time([
				() => product.gatherRows(k, signal, drive),
				() => product.gatherDeltas(k, signal, drive, block),
			]),
			dense: time([
				() => product.multiply(k, signal, drive),
				() => product.multiplyDeltas(k, signal, drive, block),
			]),
		};
	};
}

/** Events spread evenly over steps and inputs, with small amplitudes. */
function writeEvents(k: Kernels, signal: Signal, density: number): void {
	const { steps, units, byStep } = signal;
	let events = 0;
	for (let t = 0; t < steps; t++) {
		k.u32[byStep.offsets / 4 + t] = events;
		for (let input = 0; input < units; input++) {
			const before = Math.floor((t * units + input) * density);
			if (Math.floor((t * units + input + 1) * density) === before) continue;
			k.u16[byStep.indices / 2 + events] = input;
			k.f32[byStep.values / FLOAT + events] = 1e-3;
			events++;
		}
	}
	k.u32[byStep.offsets / 4 + steps] = events;
}

/** Of one call, from as many as take `LONG`. */
function millisecondsOf(work: () => void): number {
	work();
	const begin = performance.now();
	let calls = 0;
	let passed = 0;
	while (passed < LONG) {
		work();
		calls++;
		passed = performance.now() - begin;
	}
	return passed / calls;
}
