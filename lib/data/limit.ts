/** How many samples of a part are taken. */
import { requireKnown } from "../checks/require-known.js";
import { requireRange } from "../checks/require-range.js";
import { ROLES, type Role } from "./dataset.js";

export type Limit = Partial<Record<Role, number>>;

/** Throws unless it says of parts how many of their samples are taken; a slip of the key would take them all. */
export function checkLimit(limit: Limit): void {
	const range = `an object with some of ${ROLES.join(", ")}`;
	requireRange("limit", limit, range, limit instanceof Object);
	requireKnown("part", "a limit", limit, ROLES);
}

/** The fewest samples that a part can have: a training may do without validation, and a search must do without the test. */
export function leastOf(role: Role): number {
	return role === "train" ? 1 : 0;
}

/** All `count` samples of the part, or fewer if there is a limit. Throws when the limit is no integer in 0 … count (train: 1 … count). */
export function limited(role: Role, count: number, limit: Limit = {}): number {
	const taken = limit[role] ?? count;
	const least = leastOf(role);
	if (!Number.isInteger(taken) || taken < least || taken > count) {
		throw new Error(
			`the limit of the ${role} part is ${taken}: it must be an integer in ${least} … ${count}`,
		);
	}
	return taken;
}

/** How many of the last training samples are set aside to validate: `usual`, or none where a limit asks for none. */
export function setAside(usual: number, limit: Limit = {}): number {
	return limit.validation === 0 ? 0 : usual;
}
