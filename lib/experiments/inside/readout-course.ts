/** What a network's readout says while the steps go by, and what follows: decisions read early, or made as soon as they seem sure. */
import type { ImageSamples, Role } from "../../data/dataset.js";
import { countCorrect, decisionOf } from "../../engine/decision.js";
import type { Engine } from "../../engine/engine.js";
import type { SeedPoint } from "../../plots/seed-curves.js";
import { readouts } from "./decisions.js";
import type { ReadyNetwork } from "./ready-network.js";

/** The readout of each sample of a part at several moments; the part is in the type, so that nothing is chosen on test images. */
export interface ReadoutCourse<R extends Role = Role> {
	readonly role: R;
	/** Steps gone by at each moment, the empty ones included; ascending. */
	readonly steps: readonly number[];
	/** One entry a moment, [samples × labels]. */
	readonly readouts: readonly Float32Array[];
	/** [samples]. */
	readonly labels: Uint8Array;
}

/**
 * Looks after each of so many stimulus steps (ascending); those that the stimulus does not reach are left out. A sample's spikes have fixed
 * addresses, so a network that is stopped early has seen the first part of what `evaluate` shows it.
 * @throws if the network learned with the latency code, which spreads its spikes over however many steps there are
 */
export async function readoutCourse<R extends Role>(
	{ network, encoding, seed }: ReadyNetwork,
	readAfter: readonly number[],
	samples: ImageSamples<R>,
	engine: Engine,
): Promise<ReadoutCourse<R>> {
	if (encoding.code === "latency")
		throw new Error(
			"with fewer steps the latency code shows other spikes, not the first of them: give readoutCourse a network of the rate or the constant code",
		);
	const reached = readAfter.filter((steps) => steps <= encoding.steps);
	const moments: Float32Array[] = [];
	for (const steps of reached)
		moments.push(
			await readouts(network, samples, { ...encoding, steps }, seed, engine),
		);
	return {
		role: samples.role,
		steps: reached.map((steps) => encoding.prefix + steps),
		readouts: moments,
		labels: samples.labels,
	};
}

/** Accuracy (%) when the decision is read at each moment. */
export function anytimePoints({
	steps,
	readouts,
	labels,
}: ReadoutCourse): SeedPoint[] {
	return steps.map((x, moment) => ({
		x,
		values: [(100 * countCorrect(readouts[moment], labels)) / labels.length],
	}));
}

/** The first step from which on the accuracy stays within `points` of what it is at the last one. */
export function stepsUntilWithin(
	points: number,
	course: ReadoutCourse,
): number {
	const read = anytimePoints(course);
	const last = read[read.length - 1].values[0];
	const worse = read.findLastIndex(({ values }) => values[0] < last - points);
	return read[worse + 1].x;
}

/** Of each label's samples the share (%) decided rightly at each moment, [moments][labels]; null where the part has no such sample. */
export function rightByLabel(course: ReadoutCourse): (number | null)[][] {
	const { labels } = course;
	const kinds = labelCount(course);
	return course.readouts.map((moment) => {
		const shown = new Array<number>(kinds).fill(0);
		const right = new Array<number>(kinds).fill(0);
		for (const [sample, label] of labels.entries()) {
			shown[label]++;
			if (bestTwo(moment, sample, kinds).best === label) right[label]++;
		}
		return right.map((count, label) =>
			shown[label] ? (100 * count) / shown[label] : null,
		);
	});
}

/** What the readout says of each label for one sample, [moments][labels]. */
export function readoutsOf(course: ReadoutCourse, sample: number): number[][] {
	const kinds = labelCount(course);
	return course.readouts.map((moment) =>
		Array.from(moment.subarray(sample * kinds, (sample + 1) * kinds)),
	);
}

/** A sample and the step from which on its decision stays what it is in the end. */
export interface SettledDecision {
	readonly sample: number;
	readonly step: number;
}

/** The samples that are decided rightly in the end, those first whose decision changed last. */
export function lastToSettle(course: ReadoutCourse): SettledDecision[] {
	const kinds = labelCount(course);
	const { readouts, labels, steps } = course;
	const decision = (moment: number, sample: number) =>
		bestTwo(readouts[moment], sample, kinds).best;
	return Array.from(labels, (label, sample) => {
		let moment = steps.length - 1;
		if (decision(moment, sample) !== label) return undefined;
		while (moment > 0 && decision(moment - 1, sample) === label) moment--;
		return { sample, step: steps[moment] };
	})
		.filter((settled) => settled !== undefined)
		.sort((a, b) => b.step - a.step || a.sample - b.sample);
}

/** What comes of stopping as soon as the best readout leads the second by a margin, or else at the last moment. */
export interface Stopping {
	readonly margin: number;
	/** Mean over the samples. */
	readonly steps: number;
	/** Of the decisions made when stopping, %. */
	readonly accuracy: number;
}

/** Stops each sample by this margin. */
export function stopWhenSure(course: ReadoutCourse, margin: number): Stopping {
	const kinds = labelCount(course);
	const { readouts, labels, steps } = course;
	let taken = 0;
	let right = 0;
	for (const [sample, label] of labels.entries()) {
		const sure = readouts.findIndex(
			(moment) => bestTwo(moment, sample, kinds).lead >= margin,
		);
		const moment = sure < 0 ? steps.length - 1 : sure;
		taken += steps[moment];
		if (bestTwo(readouts[moment], sample, kinds).best === label) right++;
	}
	return {
		margin,
		steps: taken / labels.length,
		accuracy: (100 * right) / labels.length,
	};
}

/**
 * The smallest of the margins (ascending) that costs validation images at most so many points against a decision at the last moment.
 * @throws if each costs more
 */
export function chooseMargin(
	course: ReadoutCourse<"validation">,
	margins: readonly number[],
	points: number,
): number {
	const whole = stopWhenSure(course, Number.POSITIVE_INFINITY).accuracy;
	const enough = margins.find(
		(margin) => stopWhenSure(course, margin).accuracy >= whole - points,
	);
	if (enough === undefined)
		throw new Error(
			`every margin up to ${margins[margins.length - 1]} costs more than ${points} points of ${whole.toFixed(1)} %: try larger margins`,
		);
	return enough;
}

/** The label with the largest readout of a sample, and by how much it leads. */
function bestTwo(
	moment: Float32Array,
	sample: number,
	kinds: number,
): { best: number; lead: number } {
	const own = moment.subarray(sample * kinds, (sample + 1) * kinds);
	const best = decisionOf(own);
	const second = Math.max(...own.filter((_, label) => label !== best));
	return { best, lead: own[best] - second };
}

function labelCount({ readouts, labels }: ReadoutCourse): number {
	return readouts[0].length / labels.length;
}
