/**
 * Two or more sides on one problem, taking turns, so that what else the machine does hits all of them alike. A turn is several steps, as
 * a training is: the first of them finds the caches full of the other side's numbers, and the other side's threads still spinning.
 */
import { type Contender, disagreement } from "./contender.js";

export interface RaceOptions {
	/** Timed turns of each side. */
	readonly repetitions: number;
	/** Turns of each side before the clock counts. */
	readonly warmUp: number;
	/** After so many seconds the race ends early, but not before two timed turns. */
	readonly seconds: number;
}

/** A turn ends after so many steps … */
const TURN_STEPS = 6;
/** … or with the step in which it has taken so long (ms); where that leaves more than one, the first does not count. */
const TURN_TIME = 500;

/** A side's times, in ms a step, in the order in which they were taken. */
export interface RaceResult {
	readonly name: string;
	readonly times: readonly number[];
	/** Greatest relative error of logits and gradients against the first side; 0 for the first itself. */
	readonly disagreement: number;
}

/** Compares all sides with the first, then times them in turn. */
export async function race(
	contenders: readonly Contender[],
	{ repetitions, warmUp, seconds }: RaceOptions,
): Promise<RaceResult[]> {
	const [first, ...others] = contenders;
	const reference = await first.compare();
	const disagreements = [0];
	for (const other of others)
		disagreements.push(disagreement(reference, await other.compare()));
	const times: number[][] = contenders.map(() => []);
	const end = performance.now() + 1000 * seconds;
	for (let round = -warmUp; round < repetitions; round++) {
		if (round >= 2 && performance.now() > end) break;
		for (const [k, contender] of contenders.entries()) {
			const own = await turn(contender);
			if (round >= 0) times[k].push(...own);
		}
	}
	return contenders.map(({ name }, k) => ({
		name,
		times: times[k],
		disagreement: disagreements[k],
	}));
}

/** The times that count of one turn (ms). */
async function turn(contender: Contender): Promise<number[]> {
	const steps: number[] = [];
	let spent = 0;
	while (steps.length < TURN_STEPS && spent < TURN_TIME) {
		const time = await contender.step();
		steps.push(time);
		spent += time;
	}
	return steps.length > 1 ? steps.slice(1) : steps;
}

/** The middle value; the mean of the two middle ones of an even number. @throws if there is none */
export function median(values: readonly number[]): number {
	if (values.length === 0) throw new Error("the median of no values");
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2
		? sorted[middle]
		: (sorted[middle - 1] + sorted[middle]) / 2;
}
