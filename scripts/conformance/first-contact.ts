/**
 * What a new user does, from the README to a parameter changed and its figure drawn anew, each step timed: in a fresh clone with a home
 * folder and an npm cache of its own, JupyterLab from PyPI, in headless Chromium. Screenshots are left in build/first-contact/.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { type Cell, joined, type Notebook } from "../notebooks/nbformat.js";
import { PROJECT } from "../project.js";
import { inBrowser } from "./browser.js";
import { Lab } from "./frontends/lab.js";
import { changes } from "./frontends/scenario.js";
import {
	FRONT_END_PACKAGES,
	followServer,
	overrideLabSettings,
	UNATTENDED,
} from "./frontends/server.js";

const OUT = path.join(PROJECT, "build", "first-contact");
const NOTEBOOK = "00-start-here.ipynb";
/** The number that the notebook invites to change, and what a user might try. */
const [PARAMETER, CHANGED] = [
	"const strength = 0.12;",
	"const strength = 0.3;",
];
const PATIENCE = 300_000;

async function main(): Promise<void> {
	rmSync(OUT, { recursive: true, force: true });
	mkdirSync(OUT, { recursive: true });
	const home = mkdtempSync(path.join(os.tmpdir(), "first-contact-"));
	const project = path.join(home, "project");
	const venv = path.join(home, "venv");
	const env = {
		...process.env,
		HOME: home,
		npm_config_cache: path.join(home, ".npm"),
		PATH: `${path.join(venv, "bin")}${path.delimiter}${process.env.PATH}`,
	};
	const shell = (command: string, cwd = project) => {
		const { status, stdout, stderr } = spawnSync(command, {
			cwd,
			env,
			shell: true,
			encoding: "utf8",
		});
		if (status !== 0)
			throw new Error(`${command} ended with ${status}:\n${stdout}${stderr}`);
	};
	const watch = new Watch();
	try {
		await watch.time("git clone", () =>
			shell(`git clone --quiet "${PROJECT}" project`, home),
		);
		await watch.time("npm ci", () => shell("npm ci"));
		await watch.time("npm run kernel && npm run doctor", () =>
			shell("npm run kernel && npm run doctor"),
		);
		await watch.time("pip install jupyterlab, in a new environment", () =>
			shell(
				`python3 -m venv venv && venv/bin/pip install --quiet ${FRONT_END_PACKAGES.join(" ")}`,
				home,
			),
		);
		overrideLabSettings(path.join(venv, "share", "jupyter"));
		const server = await watch.time("npm run notebook", () =>
			followServer(
				"npm",
				["run", "notebook", "--", ...UNATTENDED],
				{ cwd: project, env },
				path.join(OUT, "server.log"),
			),
		);
		try {
			const cells = notebookOf(project).cells;
			await inBrowser(async (browser) => {
				const page = await browser.newPage({
					viewport: { width: 1200, height: 1600 },
				});
				page.setDefaultTimeout(PATIENCE);
				await use(new Lab(page, server.url), page, cells, watch);
			});
		} finally {
			await server.stop();
		}
	} finally {
		rmSync(home, { recursive: true, force: true, maxRetries: 5 });
	}
}

function notebookOf(project: string): Notebook {
	const file = path.join(project, "notebooks", NOTEBOOK);
	return JSON.parse(readFileSync(file, "utf8"));
}

async function use(
	lab: Lab,
	page: Page,
	cells: readonly Cell[],
	watch: Watch,
): Promise<void> {
	const picture = async (name: string) =>
		page.screenshot({ path: path.join(OUT, `${name}.png`), fullPage: true });
	const index = cells.findIndex(({ source }) =>
		joined(source).includes(PARAMETER),
	);
	const last = cells.findLastIndex(({ cell_type }) => cell_type === "code");
	await watch.time(`open ${NOTEBOOK}`, () => lab.open(NOTEBOOK));
	const figure = lab.output(index).locator("img").first();
	await figure.waitFor();
	await picture("opened");
	await watch.time("run all cells", async () => {
		await lab.restart();
		await lab.runAll();
		await lab.prompt(last).filter({ hasText: /\d/ }).waitFor();
		await lab.idle();
	});
	await picture("ran");
	const before = await figure.getAttribute("src");
	await watch.time(
		"change a parameter, see the figure drawn anew",
		async () => {
			const source = joined(cells[index].source);
			await lab.run(index, source.replace(PARAMETER, CHANGED));
			await changes(figure, before);
		},
	);
	watch.say("all steps together, starting the servers and browsers included");
	await picture("changed");
}

/** Says how long each step took, and all of them. */
class Watch {
	private readonly begin = performance.now();

	async time<T>(step: string, work: () => T | Promise<T>): Promise<T> {
		const begin = performance.now();
		const result = await work();
		this.say(step, begin);
		return result;
	}

	say(step: string, begin = this.begin): void {
		const seconds = (performance.now() - begin) / 1000;
		console.log(`${seconds.toFixed(1).padStart(6)} s  ${step}`);
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
