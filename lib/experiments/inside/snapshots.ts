/** Networks as they were at moments of their training, kept to be looked at when it is over. */
import { createNetwork, type Network } from "../../network/network.js";
import type { Progress } from "../../training/progress.js";
import type { PlannedTraining } from "../experiment.js";

export interface Snapshot {
	/** Training samples seen before it, over all epochs. */
	readonly seen: number;
	readonly network: Network;
}

export interface Album {
	/** What `trainHere` calls. */
	look(run: PlannedTraining, progress: Progress): void;
	/** The snapshots of one training, the untrained network first. @throws if there are none */
	of(run: PlannedTraining): readonly Snapshot[];
}

/**
 * Keeps a copy of each of `runs` before its training and after the first batch that reaches each of these numbers of training samples.
 * @param moments ascending
 */
export function openAlbum(
	runs: readonly PlannedTraining[],
	moments: readonly number[],
): Album {
	const pages = new Map<PlannedTraining, Snapshot[]>();
	return {
		look(run, { phase, epoch, done, all, network }) {
			if (phase !== "training" || !runs.includes(run)) return;
			const page = pages.get(run) ?? [{ seen: 0, network: untrained(run) }];
			pages.set(run, page);
			const seen = (epoch - 1) * all + done;
			const { seen: before } = page[page.length - 1];
			if (moments.some((moment) => before < moment && moment <= seen))
				page.push({ seen, network: copyOf(network) });
		},
		of(run) {
			const page = pages.get(run);
			if (page) return page;
			throw new Error(
				`no snapshot of "${run.variant}" was kept: open the album with it, and give "look" to its training`,
			);
		},
	};
}

function untrained({ plan }: PlannedTraining): Network {
	return createNetwork(plan.network, plan.seed);
}

function copyOf({ spec, parameters }: Network): Network {
	return {
		spec,
		parameters: new Map(
			[...parameters].map(([name, parameter]) => [
				name,
				parameter.learned
					? { ...parameter, values: parameter.values.slice() }
					: parameter,
			]),
		),
	};
}
