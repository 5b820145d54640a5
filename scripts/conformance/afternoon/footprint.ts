/** What a process and its descendants hold: memory, file descriptors and threads, as Linux counts them. */
import { readdirSync, readFileSync } from "node:fs";

export interface Footprint {
	readonly processes: number;
	/** Resident memory in MB; pages that two processes share are counted twice. */
	readonly megabytes: number;
	readonly descriptors: number;
	readonly threads: number;
}

export function footprintOf(pid: number): Footprint {
	const family = withDescendants(pid);
	const sum = (count: (id: number) => number) =>
		family.reduce((total, id) => total + count(id), 0);
	return {
		processes: family.length,
		megabytes: Math.round(sum((id) => statusOf(id, "VmRSS") / 1024)),
		descriptors: sum((id) => readdirSync(`/proc/${id}/fd`).length),
		threads: sum((id) => statusOf(id, "Threads")),
	};
}

/** Ids of a process and of all that it started, those that ended in between left out. */
export function withDescendants(pid: number): number[] {
	const parents = new Map<number, number>();
	for (const name of readdirSync("/proc")) {
		const id = Number(name);
		if (Number.isInteger(id)) parents.set(id, statusOf(id, "PPid"));
	}
	const family = [pid];
	for (const parent of family)
		for (const [id, itsParent] of parents)
			if (itsParent === parent) family.push(id);
	return family;
}

/** A number of /proc/PID/status; 0 where there is none, or no such process any more. */
function statusOf(pid: number, field: string): number {
	try {
		const text = readFileSync(`/proc/${pid}/status`, "utf8");
		return Number(new RegExp(`^${field}:\\s*(\\d+)`, "m").exec(text)?.[1] ?? 0);
	} catch {
		return 0;
	}
}
