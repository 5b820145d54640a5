/** What a run was made with: the machine and the version of the code. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { codeVersion } from "spiking-recurrent-cell";
import { PROJECT } from "../project.js";

/** "Node 20.20.2 on linux x64, 2 × AMD EPYC 9R14". */
export function machineText(): string {
	const cpus = os.cpus();
	const model = cpus[0]?.model.trim() || "unknown processor";
	return `Node ${process.versions.node} on ${os.platform()} ${os.arch()}, ${cpus.length} × ${model}`;
}

/** Version of the library, and the git commit where there is one. */
export function versionText(): string {
	const commit = gitCommit();
	return commit ? `${codeVersion()}, commit ${commit}` : codeVersion();
}

/** e.g. "1a2b3c4" or, with uncommitted changes, "1a2b3c4-dirty"; undefined outside a repository or without git. */
function gitCommit(): string | undefined {
	if (!existsSync(path.join(PROJECT, ".git"))) return undefined;
	try {
		return execFileSync(
			"git",
			["-C", PROJECT, "describe", "--always", "--dirty", "--exclude=*"],
			{ encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
		).trim();
	} catch {
		return undefined;
	}
}
