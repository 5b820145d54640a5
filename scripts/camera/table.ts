/** The comparison of the simulated camera with the real one as a table. */
import { type Likeness, makeTable, type Table } from "spiking-recurrent-cell";
import type { CameraRecord } from "./record.js";

interface Row {
	readonly measure: string;
	readonly text: (of: Likeness) => string;
}

const pair = ([real, other]: readonly [number, number]) =>
	`${real.toFixed(0)} → ${other.toFixed(0)}`;
const share = (value: number) => value.toFixed(3);
const ms = (value: number) => value.toFixed(2);

const ROWS: readonly Row[] = [
	{
		measure: "events a recording, real → other",
		text: (of) => pair(of.events),
	},
	{ measure: "of these ON", text: (of) => pair(of.on) },
	{ measure: "of these OFF", text: (of) => pair(of.off) },
	{
		measure: "number of events, correlation over images",
		text: (of) => share(of.eventsCorrelation),
	},
	{ measure: "map of ON events, correlation", text: (of) => share(of.mapOn) },
	{ measure: "map of OFF events, correlation", text: (of) => share(of.mapOff) },
	{
		measure: "map in 20 ms slices, correlation",
		text: (of) => share(of.spaceTime),
	},
	{
		measure: "ON over time, earth mover's distance (ms)",
		text: (of) => ms(of.timeDistanceOn),
	},
	{
		measure: "OFF over time, earth mover's distance (ms)",
		text: (of) => ms(of.timeDistanceOff),
	},
	{
		measure: "ON over time, correlation",
		text: (of) => share(of.timeCorrelationOn),
	},
	{
		measure: "OFF over time, correlation",
		text: (of) => share(of.timeCorrelationOff),
	},
];

export function likenessTable(record: CameraRecord): Table {
	const { simulationMs, binnedMs, load } = record;
	return makeTable({
		message:
			"Real recordings of N-MNIST against simulated ones of the same images, and against real ones of another image of the class.",
		caption: `A recording is simulated in ${simulationMs} ms, ${binnedMs} ms with its bins (load ${load.toFixed(1)}).`,
		dataset: null,
		columns: [
			{ title: "measure", text: ({ measure }) => measure },
			...record.parts.flatMap(({ name, simulated, classmate }) => [
				{
					title: `${name}: simulated`,
					align: "right" as const,
					text: ({ text }: Row) => text(simulated),
				},
				{
					title: "classmate",
					align: "right" as const,
					text: ({ text }: Row) => text(classmate),
				},
			]),
		],
		rows: ROWS,
	});
}
