/** The benchmark as pictures: samples a second by engine, and cost against steps, density, width and depth. */
import {
	CURVE_STYLES,
	type Figure,
	linePlot,
	renderPng,
} from "spiking-recurrent-cell";
import {
	makeFigure,
	type Trace,
} from "spiking-recurrent-cell/dist/plots/layout.js";
import type { BenchRecord, RaceRecord, Sweep, SweepRecord } from "./record.js";
import { fitLine } from "./sweeps.js";
import { bestRows } from "./table.js";

/** A picture's file name and its figure. */
export type NamedFigure = readonly [name: string, figure: Figure];

export function figuresOf(record: BenchRecord): NamedFigure[] {
	return record.kind === "race"
		? [["samples-per-second", raceFigure(record)]]
		: record.sweeps.map((sweep) => [
				`cost-${sweep.name}`,
				sweepFigure(sweep, record),
			]);
}

export async function renderFigure(figure: Figure): Promise<Uint8Array> {
	return renderPng(figure);
}

/** Bars in groups: networks along the axis, engines by colour, on a logarithmic scale. */
export function raceFigure(record: RaceRecord): Figure {
	const rows = bestRows(record.rows);
	const networks = [
		...new Set(rows.map(({ cell, network }) => label(cell, network))),
	];
	const speeds = new Map<string, Map<string, number>>();
	const note = (name: string, network: string, ms: number): void => {
		const own = speeds.get(name) ?? new Map<string, number>();
		own.set(network, Math.max(own.get(network) ?? 0, 1000 / ms));
		speeds.set(name, own);
	};
	for (const row of rows) {
		const network = label(row.cell, row.network);
		note(`fused, ${row.gradient} gradient`, network, row.ours_ms_per_sample);
		note(row.family, network, row.peer_ms_per_sample);
	}
	const data = [...speeds].map(
		([name, own], k): Trace => ({
			type: "bar",
			name,
			showlegend: true,
			x: networks,
			y: networks.map((network) => own.get(network) ?? null) as number[],
			marker: { color: CURVE_STYLES[k % CURVE_STYLES.length].color },
			hovertemplate: "%{y:.0f}<extra></extra>",
		}),
	);
	return makeFigure({
		message: "Training speed by engine",
		caption: `Training steps of ${record.batch} samples of ${record.steps} steps on ${record.machine.cores} cores (${record.machine.cpu}); of each peer its fastest way of running. Logarithmic. Images: ${record.data}.`,
		dataset: null,
		data,
		plotHeight: 290,
		axes: {
			xaxis: { title: "network", showgrid: false },
			yaxis: { title: "samples per second", type: "log", dtick: "D2" },
		},
		layout: { barmode: "group" },
	});
}

/** Measured times and the straight line that fits them best. */
export function sweepFigure(
	sweep: Sweep,
	{ engine, batch, machine }: SweepRecord,
): Figure {
	const { x, ms_per_sample: y } = sweep;
	const { slope, intercept, explained } = fitLine(x, y);
	return linePlot({
		message: `Cost against ${sweep.title}: a straight line explains ${(100 * explained).toFixed(1)} % of it`,
		caption: `${sweep.network}, one training step of ${batch} samples, ${engine}, ${machine.cores} cores (${machine.cpu}).`,
		dataset: null,
		xTitle: sweep.title,
		yTitle: "time (ms per sample)",
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

function label(cell: string, network: string): string {
	return `${cell.toUpperCase()} ${network}`;
}
