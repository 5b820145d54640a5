/** The benchmark as pictures: samples a second by engine, cost against steps, density, width and depth, and where the ways of a product cross. */
import {
	CURVE_STYLES,
	type Figure,
	linePlot,
	renderPng,
} from "spiking-recurrent-cell";
import { DENSE_FROM } from "spiking-recurrent-cell/dist/engine/fused/product.js";
import { makeFigure } from "spiking-recurrent-cell/dist/plots/parts/layout.js";
import type { Trace } from "spiking-recurrent-cell/dist/plots/parts/trace.js";
import { crossing } from "./crossover.js";
import { median } from "./race.js";
import type { BenchRecord, RaceRecord, Sweep, SweepRecord } from "./record.js";
import { fitLine } from "./sweeps.js";
import { bestRows } from "./table.js";

/** A picture's file name and its figure. */
export type NamedFigure = readonly [name: string, figure: Figure];

export function figuresOf(record: BenchRecord): NamedFigure[] {
	return record.kind === "race"
		? [["samples-per-second", raceFigure(record)]]
		: [
				...record.sweeps.map(
					(sweep): NamedFigure => [
						`cost-${sweep.name}`,
						sweepFigure(sweep, record),
					],
				),
				["crossover", crossoverFigure(record)],
			];
}

export async function renderFigure(figure: Figure): Promise<Uint8Array> {
	return renderPng(figure);
}

/** The fused engine's gradients: one colour, a marker each. */
const OWN_MARKERS = ["circle", "triangle-down", "star", "hexagon"] as const;
/** How far marks of neighbouring engines stand apart, so that none hides another; 1 is the way to the next network. */
const ASIDE = 0.07;

/** A point for each engine and network, on a logarithmic scale. */
export function raceFigure(record: RaceRecord): Figure {
	const rows = bestRows(record.rows);
	const peers = [...new Set(rows.map(({ family }) => family))];
	const names = [
		...new Set(rows.map(({ gradient }) => ours(gradient))),
		...peers,
	];
	const networks = [
		...new Set(rows.map(({ cell, network }) => label(cell, network))),
	];
	/** ms a sample of an engine on a network; null where it was not run. */
	const time = (name: string, network: string): number | null => {
		const own = rows.filter((row) => label(row.cell, row.network) === network);
		const times = [
			...own
				.filter(({ gradient }) => ours(gradient) === name)
				.map((row) => row.ours_ms_per_sample),
			...own
				.filter(({ family }) => family === name)
				.map((row) => row.peer_ms_per_sample),
		];
		return times.length ? median(times) : null;
	};
	const gradients = names.length - peers.length;
	const data = names.map((name, k): Trace => {
		const times = networks.map((network) => time(name, network));
		const { color, marker } =
			k < gradients
				? {
						color: CURVE_STYLES[0].color,
						marker: OWN_MARKERS[k % OWN_MARKERS.length],
					}
				: CURVE_STYLES[1 + k - gradients];
		return {
			type: "scatter",
			mode: "markers",
			name,
			showlegend: true,
			x: networks.map(
				(_, position) => position + ASIDE * (k - (names.length - 1) / 2),
			),
			y: times.map((ms) => (ms === null ? null : 1000 / ms)),
			marker: { color, symbol: marker, size: 9 },
			hovertemplate: "%{y:.0f}<extra></extra>",
		};
	});
	const ratios = rows
		.filter(({ gradient }) => gradient === "exact")
		.map(({ ratio }) => ratio);
	return makeFigure({
		message: `The fused engine trains ${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)} times as many samples a second as the others`,
		caption: `Training steps of ${record.batch} samples of ${record.steps} steps on ${record.machine.cores} cores (${record.machine.cpu}); of each engine its fastest way of running. Images: ${record.data}.`,
		dataset: null,
		data,
		plotHeight: 320,
		axes: {
			xaxis: {
				title: "network",
				tickvals: networks.map((_, position) => position),
				ticktext: networks.map((network) => network.replace(" ", "<br>")),
				range: [-0.5, networks.length - 0.5],
			},
			yaxis: {
				title: "samples per second, logarithmic",
				type: "log",
				dtick: 1,
				tickformat: ",",
			},
		},
	});
}

function ours(gradient: string): string {
	return `fused, ${gradient} gradient`;
}

/** Measured times and the straight line that fits them best. */
export function sweepFigure(
	sweep: Sweep,
	{ engine, batch, machine }: SweepRecord,
): Figure {
	const { x, ms_per_sample: y } = sweep;
	const { slope, intercept, explained } = fitLine(x, y);
	return linePlot({
		message: `Cost against ${sweep.name}: a straight line explains ${(100 * explained).toFixed(1)} % of it`,
		caption: `${sweep.network}, one training step of ${batch} samples, ${engine}, ${machine.cores} cores (${machine.cpu}).`,
		dataset: null,
		xTitle: sweep.title,
		yTitle: "time (ms per sample)",
		fromZero: true,
		curves: [
			{ name: "measured", x, y },
			{
				name: "straight line",
				x: [x[0], x[x.length - 1]],
				y: [x[0], x[x.length - 1]].map((value) => intercept + slope * value),
			},
		],
	});
}

/** How long following events takes beside a dense product, against the density of the events. */
export function crossoverFigure({
	crossovers,
	machine,
}: Pick<SweepRecord, "crossovers" | "machine">): Figure {
	const known = crossovers.map(crossing).filter((at) => at !== undefined);
	const percent = (share: number) => (100 * share).toFixed(0);
	const most = Math.max(...crossovers.flatMap(({ densities }) => densities));
	return linePlot({
		message: known.length
			? `Following events pays up to a density of ${percent(Math.min(...known))} to ${percent(Math.max(...known))} %`
			: "One way is the quicker one at every density",
		caption: `Drive and weight gradient of one layer, ${crossovers[0].steps} steps, one thread (${machine.cpu}). Below 1 following events is quicker; the engine changes to the dense product at ${percent(DENSE_FROM)} %.`,
		dataset: null,
		xTitle: "density: share of (step, input) with an event (%)",
		yTitle: "time, events over dense",
		fromZero: true,
		curves: [
			...crossovers.map(
				({ inputs, units, densities, events_ms, dense_ms }) => ({
					name: `${inputs} → ${units}`,
					x: densities.map((density) => 100 * density),
					y: events_ms.map((ms, k) => ms / dense_ms[k]),
				}),
			),
			{
				name: "equally long",
				x: [0, 100 * most],
				y: [1, 1],
				style: { color: "#777777", dash: "dot", marker: "circle" },
			},
		],
	});
}

function label(cell: string, network: string): string {
	return `${cell.toUpperCase()} ${network}`;
}
