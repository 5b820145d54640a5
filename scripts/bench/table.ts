/** The benchmark's tables: who is how fast, and how far from what the machine can do. */
import { makeTable, type Table } from "spiking-recurrent-cell";
import { median } from "./race.js";
import type { Circumstances, RaceRecord, RaceRow, WorkRow } from "./record.js";

/** Relative error up to which two float32 computations count as the same. */
const SAME = 1e-4;

/** Of each network, gradient and family of peers the row whose peer was fastest. */
export function bestRows(rows: readonly RaceRow[]): RaceRow[] {
	const best = new Map<string, RaceRow>();
	for (const row of rows) {
		const key = [row.cell, row.network, row.gradient, row.family].join("|");
		const known = best.get(key);
		if (!known || row.peer_ms_per_sample < known.peer_ms_per_sample)
			best.set(key, row);
	}
	return [...best.values()];
}

/** "2 × Intel(R) Xeon(R), 23 GiB, linux x64, load 0.1; Node 20.20.2, …; 2026-11-23". */
export function circumstancesText({
	machine,
	versions,
	date,
}: Circumstances): string {
	const software = Object.entries(versions).map(
		([name, version]) => `${name} ${version}`,
	);
	return `${machine.cores} × ${machine.cpu}, ${machine.memory_gib} GiB, ${machine.system}, load before ${machine.load.toFixed(1)}; ${software.join(", ")}; ${date.slice(0, 10)}`;
}

/** The race in short: a row for each network and gradient, and for each family of peers its time and our ratio. */
export function ratioTable(record: RaceRecord): Table {
	const best = bestRows(record.rows);
	const families = [...new Set(best.map(({ family }) => family))];
	const groups = new Map<string, RaceRow[]>();
	for (const row of best) {
		const key = `${row.cell.toUpperCase()} ${row.network}|${row.gradient}`;
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return makeTable<[key: string, rows: readonly RaceRow[]]>({
		message: `One training step, milliseconds a sample (batch ${record.batch}, ${record.steps} steps), and how many times as long others take`,
		caption: `Drawing the input spikes, forward, backward and update; of each peer its fastest way of running, on one thread or more; medians of a race in which both sides take turns. ${circumstancesText(record)}. Images: ${record.data}.`,
		dataset: null,
		rows: [...groups],
		columns: [
			{ title: "network", text: ([key]) => key.split("|")[0] },
			{ title: "gradient", text: ([key]) => key.split("|")[1] },
			{
				title: "fused engine (ms)",
				align: "right",
				text: ([, rows]) =>
					digits(median(rows.map((row) => row.ours_ms_per_sample))),
			},
			...families.map((family) => ({
				title: family,
				align: "right" as const,
				text: ([, rows]: [string, readonly RaceRow[]]) => {
					const row = rows.find((one) => one.family === family);
					return row
						? `${digits(row.peer_ms_per_sample)} ms: ${digits(row.ratio)} ×`
						: "–";
				},
			})),
		],
	});
}

/** Every comparison of the race, with the error between the sides. */
export function raceTable(record: RaceRecord): Table {
	const rows = bestRows(record.rows);
	return makeTable<RaceRow>({
		message: `One training step, milliseconds a sample (batch ${record.batch}, ${record.steps} steps)`,
		caption: `Drawing the input spikes, forward, backward and update; medians over ${record.repetitions} turns of up to six steps, both sides in turn in one run; of each peer its fastest way of running. "Error" is the greatest relative difference of logits and gradients between the sides on the same spikes, in the first steps of 32 samples; of a sparse gradient it is the error of the approximation${rows.some(({ gradient, disagreement }) => gradient === "exact" && disagreement > SAME) ? `; above ${SAME} a deep network has amplified rounding` : ""}. ${circumstancesText(record)}. Images: ${record.data}.`,
		dataset: null,
		rows,
		columns: [
			{
				title: "network",
				text: ({ cell, network }) => `${cell.toUpperCase()} ${network}`,
			},
			{ title: "gradient", text: ({ gradient }) => gradient },
			{ title: "engine", text: ({ engine }) => engine },
			{
				title: "ms",
				align: "right",
				text: ({ ours_ms_per_sample }) => digits(ours_ms_per_sample),
			},
			{ title: "peer", text: ({ peer }) => peer },
			{
				title: "peer's ms",
				align: "right",
				text: ({ peer_ms_per_sample }) => digits(peer_ms_per_sample),
			},
			{
				title: "ratio",
				align: "right",
				text: ({ ratio }) => `${digits(ratio)} ×`,
			},
			{
				title: "error",
				align: "right",
				text: ({ disagreement }) => disagreement.toExponential(1),
			},
		],
	});
}

export function workTable(record: RaceRecord): Table {
	const { operations, bytes } = record.peak;
	return makeTable<WorkRow>({
		message: "How far from the machine's limit",
		caption: `Counted a sample from measured spikes (scripts/bench/work.ts has the formulas); the limit is the greater of operations and bytes by the measured peak of ${record.threads} threads, each ${(operations / 1e9).toFixed(0)} billion operations (multiply and add in registers) and ${(bytes / 1e9).toFixed(0)} GB (second cache) a second in WebAssembly SIMD.`,
		dataset: null,
		rows: record.work,
		columns: [
			{
				title: "network",
				text: ({ cell, network }) => `${cell.toUpperCase()} ${network}`,
			},
			{
				title: "million operations",
				align: "right",
				text: (row) => digits(row.operations / 1e6),
			},
			{
				title: "MB",
				align: "right",
				text: (row) => digits(row.bytes / 1e6),
			},
			{
				title: "limit (ms)",
				align: "right",
				text: ({ limit_ms }) => digits(limit_ms),
			},
			{
				title: "measured (ms)",
				align: "right",
				text: ({ ours_ms }) => digits(ours_ms),
			},
			{
				title: "share of the limit",
				align: "right",
				text: ({ limit_ms, ours_ms }) =>
					`${((100 * limit_ms) / ours_ms).toFixed(0)} %`,
			},
		],
	});
}

/** Three significant digits, without an exponent. */
function digits(value: number): string {
	return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
