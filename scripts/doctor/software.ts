/** Node, npm and tslab. */
import { execFileSync } from "node:child_process";
import type { Finding } from "./finding.js";

export function nodeFinding(): Finding {
	// What is too old has been refused before (doctor.mjs).
	return { state: "good", subject: "Node", words: process.versions.node };
}

export function npmFinding(env: NodeJS.ProcessEnv = process.env): Finding {
	const subject = "npm";
	const version =
		/npm\/([\d.]+)/.exec(env.npm_config_user_agent ?? "")?.[1] ?? ask();
	return version
		? { state: "good", subject, words: version }
		: {
				state: "lacking",
				subject,
				words: "not found",
				fix: "it comes with Node from https://nodejs.org",
			};
}

function ask(): string | undefined {
	try {
		return execFileSync("npm", ["--version"], {
			encoding: "utf8",
			stdio: ["ignore", "pipe", "ignore"],
			shell: process.platform === "win32",
		}).trim();
	} catch {
		return undefined;
	}
}

/** tslab's sockets are native code: loading them is the test. */
export function tslabFinding(
	load: (name: string) => unknown = require,
): Finding {
	const subject = "tslab";
	try {
		load("zeromq");
		const { version } = load("tslab/package.json") as { version: string };
		return { state: "good", subject, words: version };
	} catch (error) {
		return {
			state: "missing",
			subject,
			words: `does not load (${(error as Error).message.split("\n")[0]})`,
			fix: 'run "npm ci" with this very Node',
		};
	}
}
