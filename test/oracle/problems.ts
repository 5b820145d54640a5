/** Small random networks and stimuli, the same for every engine under test. */
import {
	type Batch,
	brc,
	type CellKind,
	createCell,
	createNetwork,
	gru,
	type LayerSpec,
	type LIFSpec,
	leakyReadout,
	lif,
	linearReadout,
	lstm,
	type Network,
	RandomStream,
	type SpikeTrain,
	type SRCSpec,
	src,
} from "spiking-recurrent-cell";

export interface Problem {
	readonly network: Network;
	readonly batch: Batch;
}

export interface Sizes {
	readonly inputs?: number;
	readonly steps?: number;
	readonly samples?: number;
	/** Share of (step, input) with an event. */
	readonly density?: number;
	/** Amplitudes uniform within ± this; 0: spikes of size 1. */
	readonly amplitude?: number;
}

const DRAW = 99 as 0;

/** Random events, each (step, input) with probability `density`. */
export function randomTrain(
	random: RandomStream,
	steps: number,
	inputs: number,
	density: number,
	amplitude: number,
): SpikeTrain {
	const offsets = new Uint32Array(steps + 1);
	const indices: number[] = [];
	const values: number[] = [];
	for (let t = 0; t < steps; t++) {
		for (let j = 0; j < inputs; j++)
			if (random.uniform() < density) {
				indices.push(j);
				values.push(random.uniform(-amplitude, amplitude));
			}
		offsets[t + 1] = indices.length;
	}
	const train = { steps, inputs, offsets, indices: Uint16Array.from(indices) };
	return amplitude > 0
		? { ...train, values: Float32Array.from(values) }
		: train;
}

/** A network of these layers with weights strong enough to spike, and a batch of random trains. */
export function makeProblem(
	layers: readonly LayerSpec[],
	seed: number,
	sizes: Sizes = {},
): Problem {
	const {
		inputs = 6,
		steps = 12,
		samples = 3,
		density = 0.3,
		amplitude = 0,
	} = sizes;
	const last = layers[layers.length - 1];
	const readout = createCell(1, last).spiking
		? leakyReadout(Math.min(3, last.units))
		: linearReadout(3);
	const network = createNetwork({ inputs, layers, readout }, seed);
	const random = new RandomStream(seed, DRAW);
	const trains = Array.from({ length: samples }, () =>
		randomTrain(random, steps, inputs, density, amplitude),
	);
	const labels = Uint8Array.from({ length: samples }, () =>
		random.below(readout.labels),
	);
	const numbers = Uint32Array.from(trains.keys(), (b) => 40 + 3 * b);
	const addresses = { samples: numbers, seed, epoch: 2 };
	const stimuli = { kind: "trains", trains, addresses } as const;
	return { network, batch: { stimuli, labels } };
}

type Options = Partial<SRCSpec>;

/** Choices of the SRC whose every combination is a variant, each with a name. */
const CHOICES: readonly (readonly (readonly [string, Options])[])[] = [
	[
		["gate on previous h", { gateTiming: "previous" }],
		["gate on current h", { gateTiming: "current" }],
	],
	[
		["step", { gateForm: "step" }],
		["sigmoid", { gateForm: "sigmoid" }],
	],
	[
		["bypass", { outputGradient: "bypass" }],
		["relu", { outputGradient: "relu" }],
	],
	[
		["detached", { recurrentGradient: "detached" }],
		["full", { recurrentGradient: "full" }],
	],
	[
		["bias frozen", { bias: "frozen" }],
		["bias learned", { bias: "learned" }],
	],
	[
		["graded", { spikes: "graded" }],
		["binary", { spikes: "binary" }],
	],
	[
		["tanh", { activation: "tanh" }],
		["piecewise-linear", { activation: "piecewise-linear" }],
	],
	[
		["no noise", {}],
		[
			"noise at each step",
			{ noise: "step", rDeviation: 0.2, rsDeviation: 0.4 },
		],
	],
];

/** Every variant of the SRC, by a name that lists its options. */
export function srcVariants(units: number): [string, SRCSpec][] {
	let variants: [string, Options][] = [["SRC", { weightGain: 2.5 }]];
	for (const choice of CHOICES)
		variants = variants.flatMap(([name, options]) =>
			choice.map(([chosen, more]): [string, Options] => [
				`${name}, ${chosen}`,
				{ ...options, ...more },
			]),
		);
	return variants.map(([name, options]) => [name, src(units, options)]);
}

/** Every variant of the LIF neuron. */
export function lifVariants(units: number): [string, LIFSpec][] {
	const variants: [string, LIFSpec][] = [];
	for (const reset of ["subtract", "zero"] as const)
		for (const surrogate of [
			"arctan",
			"fast-sigmoid",
			"straight-through",
		] as const)
			for (const bias of [true, false])
				variants.push([
					`LIF, reset ${reset}, ${surrogate}, ${bias ? "with" : "without"} bias`,
					lif(units, { reset, surrogate, bias, weightGain: 2 }),
				]);
	return variants;
}

/** The variants of every cell of the library: the compiler says which one is missing. */
const VARIANTS: Readonly<
	Record<CellKind, (units: number) => [string, LayerSpec][]>
> = {
	src: srcVariants,
	lif: lifVariants,
	gru: (units) => [["GRU", gru(units)]],
	lstm: (units) => [["LSTM", lstm(units)]],
	brc: (units) => [["BRC", brc(units)]],
};

/** All cells in all variants. */
export function allVariants(units: number): [string, LayerSpec][] {
	return Object.values(VARIANTS).flatMap((variants) => variants(units));
}
