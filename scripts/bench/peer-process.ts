/** A Python peer as a side of a benchmark: one process that answers commands, so that both sides can take turns. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Answer, Contender } from "./contender.js";
import { type PeerSetting, settingTitle } from "./peers.js";
import { type Problem, startingNetwork } from "./problem.js";
import { PEER_SCRIPTS } from "./python.js";

/** How much of what a peer writes to its standard error is kept for an error message. */
const KEPT = 2000;

export class PeerProcess implements Contender {
	readonly name: string;
	/** Versions of Python and of the peer's libraries, known after `compare`. */
	versions: Readonly<Record<string, string>> = {};
	private readonly child: ChildProcessWithoutNullStreams;
	private readonly lines: AsyncIterator<string>;
	private complaints = "";

	/** @param folder where `writeProblem` wrote the problem. */
	constructor(
		python: string,
		setting: PeerSetting,
		private readonly problem: Problem,
		private readonly folder: string,
	) {
		const { script, variant, threads } = setting;
		this.name = settingTitle(setting);
		this.child = spawn(python, [
			path.join(PEER_SCRIPTS, script),
			folder,
			"--threads",
			`${threads}`,
			"--variant",
			variant,
		]);
		this.child.stderr.on("data", (text: Buffer) => {
			this.complaints = `${this.complaints}${text}`.slice(-KEPT);
		});
		// A peer that dies says so by the end of its output.
		this.child.on("error", (error) => {
			this.complaints += error.message;
		});
		this.child.stdin.on("error", () => {});
		this.lines = createInterface({ input: this.child.stdout })[
			Symbol.asyncIterator
		]();
	}

	async compare(): Promise<Answer> {
		const { versions } = await this.ask("compare");
		this.versions = versions as Readonly<Record<string, string>>;
		const network = startingNetwork(this.problem);
		const learned = [...network.parameters.values()].filter(
			(parameter) => parameter.learned,
		);
		return {
			logits: this.read("logits"),
			gradients: new Map(
				learned.map(({ name }) => [name, this.read(`gradient-${name}`)]),
			),
		};
	}

	async step(): Promise<number> {
		return Number((await this.ask("step")).ms);
	}

	stop(): void {
		this.child.kill();
	}

	private async ask(command: string): Promise<Record<string, unknown>> {
		this.child.stdin.write(`${command}\n`);
		const { value, done } = await this.lines.next();
		if (done)
			throw new Error(
				`${this.name} ended at "${command}":\n${this.complaints.trim()}`,
			);
		return JSON.parse(value) as Record<string, unknown>;
	}

	private read(name: string): Float32Array {
		const bytes = readFileSync(
			path.join(this.folder, "answers", `${name}.f32`),
		);
		return new Float32Array(Uint8Array.from(bytes).buffer);
	}
}
