/**
 * An afternoon's use of the kernel, scripted: 500 cells, more than 2,000 outputs, 50 interrupts over the Jupyter protocol. Memory, file descriptors and
 * threads must stay flat, and an empty cell must stay quick; stock tslab's empty cell is timed beside it. Linux only.
 */
import { type Kernelspec, kernelspec } from "../notebooks/kernelspec.js";
import { joined } from "../notebooks/nbformat.js";
import { NOTEBOOKS } from "../project.js";
import { type DayCell, ROUNDS, round, SETUP } from "./afternoon/day.js";
import {
	type Footprint,
	footprintOf,
	withDescendants,
} from "./afternoon/footprint.js";
import { stockKernelspec } from "./jupyter.js";
import { ProtocolClient } from "./protocol-client.js";

/** Rounds until everything is loaded and compiled: growth counts from there. */
const WARM = 10;
/** What the afternoon may add. */
const MOST = { heap: 60, descriptors: 4, threads: 2 } as const;
const EMPTY_CELLS = 200;
const STARTS = 3;
/** Milliseconds up to which people take an answer as immediate. */
const AT_ONCE = 100;
const SECONDS = 120;

async function main(): Promise<void> {
	const faults: string[] = [];
	await timeStarts("stock tslab", stockKernelspec());
	await timeStarts("ours", kernelspec());
	await timeEmptyCells("stock tslab", stockKernelspec());
	const client = new ProtocolClient();
	await client.start(kernelspec(), NOTEBOOKS, process.env, SECONDS);
	const { pid } = client.child;
	if (pid === undefined) throw new Error("the kernel has no process");
	const fresh = await emptyCells(client);
	report("ours, fresh", fresh);

	let cells = 0;
	let outputs = 0;
	let interrupts = 0;
	let warm: Held | undefined;
	const run = async (cell: DayCell) => {
		const made = await play(client, cell);
		if (made.fault) faults.push(`${made.fault}\n${cell.source}`);
		cells++;
		outputs += made.outputs;
		if (cell.interruptAt !== undefined) interrupts++;
	};
	await run(SETUP);
	for (let k = 0; k < ROUNDS; k++) {
		for (const cell of round(k)) await run(cell);
		if ((k + 1) % WARM !== 0) continue;
		const held = await heldBy(client, pid);
		warm ??= held;
		console.log(`round ${k + 1}: ${heldText(held)}`);
	}
	const end = await heldBy(client, pid);
	console.log(`${cells} cells, ${outputs} outputs, ${interrupts} interrupts`);
	if (cells < 500 || outputs < 2000 || interrupts < 50)
		faults.push("the afternoon was too short");
	for (const key of ["heap", "descriptors", "threads"] as const) {
		const growth = end[key] - (warm?.[key] ?? 0);
		console.log(
			`${key}: ${growth} more at the end, at most ${MOST[key]} allowed`,
		);
		if (growth > MOST[key]) faults.push(`${key} grew by ${growth}`);
	}
	const late = await emptyCells(client);
	report("ours, after the afternoon", late);
	const family = withDescendants(pid);
	await client.stop();
	const orphans = await survivors(family.filter((id) => id !== pid));
	if (orphans.length > 0)
		faults.push(`processes ${orphans.join(", ")} outlived their kernel`);
	if (fresh.lost + late.lost > 0) faults.push("empty cells were not answered");
	if (late.median > AT_ONCE)
		faults.push(
			`after the afternoon an empty cell takes ${late.median.toFixed(1)} ms, more than ${AT_ONCE} ms`,
		);
	if (faults.length > 0) throw new Error(faults.join("\n"));
	console.log("memory, descriptors and threads stayed flat");
}

/** Starts it a few times and says how long it takes until it answers, and until a first cell is done that was sent at once. */
async function timeStarts(
	name: string,
	spec: Omit<Kernelspec, "interrupt_mode">,
): Promise<void> {
	const ready: number[] = [];
	const first: number[] = [];
	for (let k = 0; k < STARTS; k++) {
		const client = new ProtocolClient();
		const begin = performance.now();
		await client.start(spec, NOTEBOOKS, process.env, SECONDS);
		ready.push((performance.now() - begin) / 1000);
		await client.execute("1 + 1", SECONDS);
		first.push((performance.now() - begin) / 1000);
		await client.stop();
	}
	const [answers, works] = [ready, first].map((times) =>
		times.sort((a, b) => a - b)[Math.floor(STARTS / 2)].toFixed(2),
	);
	console.log(
		`start, ${name}: answers after ${answers} s, first cell done after ${works} s (medians of ${STARTS})`,
	);
}

interface Latency {
	/** Milliseconds. */
	readonly median: number;
	readonly p99: number;
	/** Cells without an answer: stock tslab drops messages that it sends while others are on their way. */
	readonly lost: number;
}

async function timeEmptyCells(
	name: string,
	spec: Omit<Kernelspec, "interrupt_mode">,
): Promise<void> {
	const client = new ProtocolClient();
	await client.start(spec, NOTEBOOKS, process.env, SECONDS);
	report(name, await emptyCells(client));
	await client.stop();
}

/** From the request to reply and "idle", for cells that hold a comment only. */
async function emptyCells(client: ProtocolClient): Promise<Latency> {
	const times: number[] = [];
	let lost = 0;
	for (let k = 0; k < EMPTY_CELLS; k++) {
		const begin = performance.now();
		const result = await client
			.execute("// nothing", SECONDS)
			.catch(() => undefined);
		if (result?.status === "ok") times.push(performance.now() - begin);
		else lost++;
	}
	times.sort((a, b) => a - b);
	return {
		median: times[Math.floor(times.length / 2)],
		p99: times[Math.floor(0.99 * times.length)],
		lost,
	};
}

function report(name: string, { median, p99, lost }: Latency): void {
	console.log(
		`empty cell, ${name}: median ${median.toFixed(1)} ms, 99th percentile ${p99.toFixed(1)} ms, ${lost} of ${EMPTY_CELLS} not answered`,
	);
}

/** Runs a cell and says what was wrong with it, if anything. */
async function play(
	client: ProtocolClient,
	{ source, status, outputs, interruptAt }: DayCell,
): Promise<{ outputs: number; fault: string | undefined }> {
	const pending = client.begin(source, SECONDS);
	if (interruptAt !== undefined) {
		const said = () =>
			pending.published.some(
				({ header, content }) =>
					header.msg_type === "stream" && content.text.includes(interruptAt),
			);
		while (!said()) await new Promise((resolve) => setTimeout(resolve, 5));
		await client.interrupt();
	}
	const answer = await pending.answer;
	const found = answer.outputs.length;
	const fault =
		answer.status !== status
			? `the kernel replied "${answer.status}", expected "${status}": ${answer.outputs.map((output) => (output.output_type === "error" ? output.evalue : output.output_type === "stream" ? joined(output.text) : "")).join(" ")}`
			: found !== outputs
				? `${found} outputs, expected ${outputs}`
				: undefined;
	return { outputs: found, fault };
}

interface Held extends Footprint {
	/** Memory in MB that code in cells and the compiler hold on to: what is left after a collection of garbage. */
	readonly heap: number;
}

const COLLECT = `import v8 from "node:v8";
import vm from "node:vm";
v8.setFlagsFromString("--expose-gc");
vm.runInNewContext("gc")();
const { heapUsed, external } = process.memoryUsage();
Math.round((heapUsed + external) / 2 ** 20)`;

async function heldBy(client: ProtocolClient, pid: number): Promise<Held> {
	const { outputs } = await client.execute(COLLECT, SECONDS);
	const [result] = outputs;
	if (result?.output_type !== "execute_result")
		throw new Error("the kernel does not say how much memory it holds");
	return { ...footprintOf(pid), heap: Number(result.data["text/plain"]) };
}

function heldText(held: Held): string {
	const { heap, megabytes, descriptors, threads, processes } = held;
	return `${heap} MB of heap after a collection, ${megabytes} MB resident, ${descriptors} file descriptors and ${threads} threads in ${processes} processes`;
}

/** Those of the processes that are still there after a while. */
async function survivors(family: readonly number[]): Promise<number[]> {
	const end = Date.now() + 10_000;
	let alive = family.filter(isAlive);
	while (alive.length > 0 && Date.now() < end) {
		await new Promise((resolve) => setTimeout(resolve, 50));
		alive = alive.filter(isAlive);
	}
	return alive;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
