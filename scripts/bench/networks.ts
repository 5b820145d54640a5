/** The networks that are timed: sizes, cell, and nothing that a peer could not build as well. */
import {
	architecture,
	type CellKind,
	type LayerSpec,
	leakyReadout,
	lif,
	type NetworkSpec,
	src,
} from "spiking-recurrent-cell";

export interface BenchNetwork {
	/** What the command line calls it, e.g. "src-784-128x4-100". */
	readonly name: string;
	/** What tables call it, e.g. "784-128×4-100". */
	readonly title: string;
	readonly cell: CellKind;
	readonly spec: NetworkSpec;
}

function network(
	layer: (units: number) => LayerSpec,
	...units: readonly number[]
): BenchNetwork {
	const layers = units.map((count) => layer(count));
	const spec = { inputs: 784, layers, readout: leakyReadout() };
	const title = architecture(spec);
	const { cell } = layers[0];
	return { name: `${cell}-${title.replaceAll("×", "x")}`, title, cell, spec };
}

/** `count` times the same width. */
export function repeated(units: number, count: number): number[] {
	return Array<number>(count).fill(units);
}

/** A network of Spiking Recurrent Cells with the paper's constants. */
export function srcNetwork(...units: readonly number[]): BenchNetwork {
	return network(src, ...units);
}

export const NETWORKS: readonly BenchNetwork[] = [
	srcNetwork(100),
	srcNetwork(512, 100),
	srcNetwork(...repeated(128, 4), 100),
	srcNetwork(...repeated(128, 9), 100),
	srcNetwork(...repeated(512, 3), 100),
	network(lif, 100),
];

/** The networks of that name. @throws if there is none. */
export function networkNamed(name: string): BenchNetwork {
	const found = NETWORKS.find((candidate) => candidate.name === name);
	if (found) return found;
	throw new Error(
		`unknown network "${name}": choose from ${NETWORKS.map((known) => known.name).join(", ")}`,
	);
}
