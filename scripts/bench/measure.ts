/** Races this project's fused engine against everything that was asked for, network after network. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
	type Dataset,
	type Engine,
	openFusedEngine,
	openTensorflowEngine,
	PAPER_ENCODING,
	SPARSE_ENERGIES,
	totalSteps,
} from "spiking-recurrent-cell";
import type { Contender } from "./contender.js";
import { EngineContender } from "./engine-contender.js";
import type { BenchNetwork } from "./networks.js";
import type { BenchOptions } from "./options.js";
import { measurePeak, type Peak } from "./peak.js";
import { PeerProcess } from "./peer-process.js";
import { settingsOf } from "./peers.js";
import {
	makeProblem,
	type Problem,
	stimulusWork,
	writeProblem,
} from "./problem.js";
import { peerPython } from "./python.js";
import { median, type RaceResult, race } from "./race.js";
import {
	circumstances,
	type RaceRecord,
	type RaceRow,
	type WorkRow,
} from "./record.js";
import { roundingError } from "./rounding.js";
import { countWork } from "./work.js";

export const BATCH = 256;
export const QUICK_BATCH = 32;
/** Above this, and above so many times what rounding alone does, two sides do not compute the same thing, and no time counts. */
const DIFFERENT = 0.01;
const TIMES_ROUNDING = 4;
const SECONDS = 60;

/** One of our engines, and what its gradient is. */
interface Ours {
	readonly gradient: string;
	readonly engine: Engine;
}

/** A peer to start, and which family it belongs to. */
interface Rival {
	readonly family: string;
	start(problem: Problem, folder: string): Contender & { stop?(): void };
}

export async function measureRaces(
	options: BenchOptions,
	dataset: Dataset,
	say: (sentence: string) => void,
): Promise<RaceRecord> {
	const { networks, repetitions, quick } = options;
	const batch = quick ? QUICK_BATCH : BATCH;
	const conditions = circumstances(dataset.title, batch, repetitions);
	const threads = os.availableParallelism();
	const python = options.peers.length ? peerPython(say) : "";
	const peak = await measurePeak();
	const exact: Ours = {
		gradient: "exact",
		engine: openFusedEngine({ workers: threads }),
	};
	const sparse = SPARSE_ENERGIES.map(
		(energy): Ours => ({
			gradient: `sparse ${energy}`,
			engine: openFusedEngine({
				workers: threads,
				lowerGradient: { kind: "sparse", energy },
			}),
		}),
	);
	const tensorflow = options.tensorflow
		? await openTensorflowEngine({ backend: "wasm" })
		: undefined;
	const rows: RaceRow[] = [];
	const work: WorkRow[] = [];
	const versions: Record<string, string> = { ...conditions.versions };
	const folder = mkdtempSync(path.join(os.tmpdir(), "src-bench-"));
	try {
		for (const network of networks) {
			const problem = makeProblem(network, dataset, PAPER_ENCODING, batch);
			const place = path.join(folder, network.name);
			writeProblem(problem, place);
			// A single layer hands down no gradient.
			const ours =
				network.spec.layers.length > 1 ? [exact, ...sparse] : [exact];
			const tolerance = Math.max(
				DIFFERENT,
				TIMES_ROUNDING * (await roundingError(exact.engine, problem)),
			);
			for (const rival of rivals(options, network, tensorflow, python)) {
				const sides = ours.map(
					({ engine }) => new EngineContender(engine, problem),
				);
				const peer = rival.start(problem, place);
				try {
					say(`${network.cell} ${network.title}: ${peer.name} …`);
					const [first] = sides;
					const results = await race([...sides, peer], {
						repetitions,
						warmUp: 1,
						seconds: SECONDS,
					});
					const theirs = results[results.length - 1];
					if (!(theirs.disagreement <= tolerance))
						throw new Error(
							`${peer.name} and ${first.name} differ by ${theirs.disagreement.toExponential(1)} on ${network.name}, where rounding explains ${tolerance.toExponential(1)}: they do not compute the same, so no time counts`,
						);
					for (const [k, { gradient, engine }] of ours.entries())
						rows.push(
							makeRow(
								network,
								{ gradient, engine },
								rival.family,
								batch,
								results[k],
								theirs,
							),
						);
					if (
						work.at(-1)?.network !== network.title ||
						work.at(-1)?.cell !== network.cell
					)
						work.push(
							workRow(
								problem,
								first,
								median(results[0].times) / batch,
								peak,
								threads,
							),
						);
					if (peer instanceof PeerProcess)
						Object.assign(versions, peer.versions);
				} finally {
					peer.stop?.();
				}
			}
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
		await Promise.all(
			[exact, ...sparse]
				.map(({ engine }) => engine.dispose())
				.concat(tensorflow?.dispose() ?? []),
		);
	}
	return {
		kind: "race",
		...conditions,
		versions,
		steps: totalSteps(PAPER_ENCODING),
		peak,
		threads,
		rows,
		work,
	};
}

function rivals(
	{ peers }: BenchOptions,
	{ cell }: BenchNetwork,
	tensorflow: Engine | undefined,
	python: string,
): Rival[] {
	const own: Rival[] = tensorflow
		? [
				{
					family: "TensorFlow.js",
					start: (problem) => new EngineContender(tensorflow, problem),
				},
			]
		: [];
	const foreign = peers
		.flatMap((peer) => settingsOf(peer, cell))
		.map((setting) => ({
			family: setting.peer.title,
			start: (problem: Problem, folder: string) =>
				new PeerProcess(python, setting, problem, folder),
		}));
	return [...own, ...foreign];
}

function makeRow(
	{ title, cell }: BenchNetwork,
	{ gradient, engine }: Ours,
	family: string,
	batch: number,
	ours: RaceResult,
	peer: RaceResult,
): RaceRow {
	const oursMs = median(ours.times) / batch;
	const peerMs = median(peer.times) / batch;
	return {
		network: title,
		cell,
		gradient,
		engine: engine.name,
		peer: peer.name,
		ours_ms_per_sample: oursMs,
		peer_ms_per_sample: peerMs,
		ratio: peerMs / oursMs,
		family,
		disagreement: Math.max(ours.disagreement, peer.disagreement),
		ours_times: ours.times,
		peer_times: peer.times,
	};
}

/** Counts the work of a network from the spikes of the last step. */
function workRow(
	problem: Problem,
	contender: EngineContender,
	measured: number,
	peak: Peak,
	threads: number,
): WorkRow {
	const { benchNetwork, encoding, batch } = problem;
	const { cell, spec, title } = benchNetwork;
	const { draws, spikes } = stimulusWork(problem);
	const samples = batch.labels.length;
	const work = countWork({
		cell,
		sizes: [spec.inputs, ...spec.layers.map(({ units }) => units)],
		steps: totalSteps(encoding),
		samples,
		draws,
		events: [
			spikes,
			...contender.activity.map(({ spikingSteps }) => spikingSteps / samples),
		],
	});
	const seconds =
		Math.max(work.operations / peak.operations, work.bytes / peak.bytes) /
		threads;
	return {
		network: title,
		cell,
		...work,
		limit_ms: 1000 * seconds,
		ours_ms: measured,
	};
}
