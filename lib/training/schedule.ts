/** How the learning rate changes over a training. */

/** "constant", or "cosine": from the full rate down to 0 along half a cosine (Loshchilov and Hutter 2017, without restarts). */
export const SCHEDULES = ["constant", "cosine"] as const;
export type Schedule = (typeof SCHEDULES)[number];

/** What the rate is multiplied by when the share `done` (0 … 1) of all updates is done. */
export function rateFactor(schedule: Schedule, done: number): number {
	return schedule === "constant" ? 1 : (1 + Math.cos(Math.PI * done)) / 2;
}
