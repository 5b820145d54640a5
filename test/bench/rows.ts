/** A record such as a benchmark leaves, with round numbers. */
import type { RaceRecord, RaceRow } from "../../scripts/bench/record.js";

export function row(changes: Partial<RaceRow> = {}): RaceRow {
	return {
		network: "784-100",
		cell: "src",
		gradient: "exact",
		engine: "fused (2 workers)",
		peer: "PyTorch, hoisted, 1 thread",
		ours_ms_per_sample: 0.2,
		peer_ms_per_sample: 1.5,
		ratio: 7.5,
		family: "PyTorch",
		disagreement: 2.5e-6,
		ours_times: [51.2, 51.2],
		peer_times: [384, 384],
		...changes,
	};
}

export const RECORD: RaceRecord = {
	kind: "race",
	date: "2026-11-23T20:15:00.000Z",
	machine: {
		cpu: "Some Processor",
		cores: 2,
		memory_gib: 8,
		system: "linux x64",
		load: 0.1,
	},
	versions: { node: "20.20.2", torch: "2.15.0" },
	data: "MNIST",
	batch: 256,
	repetitions: 2,
	steps: 220,
	peak: { operations: 4e10, bytes: 8e10 },
	threads: 2,
	rows: [
		row(),
		row({
			peer: "PyTorch, per-step, 1 thread",
			peer_ms_per_sample: 1,
			ratio: 5,
		}),
		row({
			peer: "tensorflow (wasm (SIMD))",
			family: "TensorFlow.js",
			peer_ms_per_sample: 16,
			ratio: 80,
		}),
	],
	work: [
		{
			network: "784-100",
			cell: "src",
			operations: 4e6,
			bytes: 4e6,
			limit_ms: 0.05,
			ours_ms: 0.2,
		},
	],
};
