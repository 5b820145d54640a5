/** How far a training is, and how it is doing. */
import type { Dataset } from "../data/dataset.js";
import type { ActivitySummary } from "../engine/activity.js";
import type { Network } from "../network/network.js";
import type { EpochRecord } from "./record.js";

/** Where a training is. */
export interface Progress {
	readonly phase: "training" | "validation" | "test";
	/** 1 … epochs. */
	readonly epoch: number;
	readonly epochs: number;
	/** Samples done and to do in this phase. */
	readonly done: number;
	readonly all: number;
	/** Running mean of this epoch (training) or of the last finished one. */
	readonly loss: number;
	readonly accuracy: number;
	/** Activity of each layer over the same samples. */
	readonly layers: readonly ActivitySummary[];
	/** Share of the whole training that is done, 0 … 1: a sample without its gradient counts as a third of one with it. */
	readonly share: number;
	/** The finished epochs. */
	readonly curve: readonly EpochRecord[];
	/** As it is now; training goes on changing it. */
	readonly network: Network;
}

/** Work of a forward pass as a share of a training step. */
const FORWARD = 1 / 3;

/** Over the samples of a phase that are done. */
export interface Means {
	/** Softmax cross-entropy (nat). */
	readonly loss: number;
	/** 0 … 1. */
	readonly accuracy: number;
	/** Activity of each layer. */
	readonly layers: readonly ActivitySummary[];
}

/** Called after each batch; without new means the last ones stay. */
export type Report = (
	phase: Progress["phase"],
	done: number,
	all: number,
	now?: Means,
) => void;

/** Share of the samples of all epochs and of the test that are done. */
export function shareDone(
	{ train, validation, test }: Dataset,
	epochs: number,
	finished: number,
	phase: Progress["phase"],
	done: number,
): number {
	const epoch = train.count + FORWARD * validation.count;
	const before = finished * epoch + (phase === "validation" ? train.count : 0);
	const now = phase === "training" ? done : FORWARD * done;
	return (before + now) / (epochs * epoch + FORWARD * test.count);
}
