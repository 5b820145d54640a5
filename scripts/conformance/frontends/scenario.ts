/** What a user does in a front end, and what must come of it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { codeCells, type Notebook } from "../../notebooks/nbformat.js";
import type { FrontEnd } from "./front-end.js";
import { CELLS, FIGURE_SOURCE } from "./notebook.js";

export interface Stage {
	readonly page: Page;
	/** Folder of the notebook. */
	readonly folder: string;
	/** File name of the notebook. */
	readonly notebook: string;
	/** Folder of the screenshots. */
	readonly screenshots: string;
}

/** Milliseconds that anything may take before it counts as not happening; the machine may be busy. */
const PATIENCE = 300_000;

/** Plays all steps. @throws at the first that does not go as it must, naming it */
export async function play(frontEnd: FrontEnd, stage: Stage): Promise<void> {
	stage.page.setDefaultTimeout(PATIENCE);
	for (const [index, [name, step]] of STEPS.entries()) {
		const number = String(index + 1).padStart(2, "0");
		const picture = path.join(
			stage.screenshots,
			`${frontEnd.short}-${number}-${name.replaceAll(" ", "-")}.png`,
		);
		const begin = performance.now();
		try {
			await step(frontEnd, stage);
		} catch (error) {
			throw new Error(
				`${frontEnd.name}, step "${name}": ${(error as Error).message}\n(see ${picture})`,
			);
		} finally {
			await stage.page.screenshot({ path: picture, fullPage: true });
		}
		const seconds = ((performance.now() - begin) / 1000).toFixed(1);
		console.log(`${frontEnd.name}: ${name}, ${seconds} s`);
	}
}

type Step = (frontEnd: FrontEnd, stage: Stage) => Promise<void>;

const STEPS: readonly (readonly [string, Step])[] = [
	["open", open],
	["run all", runAll],
	["read a type error", readTypeError],
	["read an error", readError],
	["interrupt a loop", interruptLoop],
	["interrupt a training", interruptTraining],
	["go on with what was learned", goOn],
	["complete", complete],
	["inspect", inspect],
	["change a parameter", changeParameter],
	["move a slider", moveSlider],
	["save and open again", saveAndOpen],
	["restart", restart],
];

async function open(frontEnd: FrontEnd, { notebook }: Stage): Promise<void> {
	await frontEnd.open(notebook);
}

async function runAll(frontEnd: FrontEnd): Promise<void> {
	await frontEnd.runAll();
	await shows(frontEnd.output(CELLS.after), /after 42/);
	await shows(frontEnd.prompt(CELLS.after), /\[6\]:/);
	await picture(frontEnd.output(CELLS.figure)).waitFor();
	const values = frontEnd.output(CELLS.values);
	await shows(values, /spike train, 220 steps × 784 inputs: .* spikes/);
	await shows(values, /2 records/);
	await shows(values, /SRC 784-100: 78,400 learned numbers/);
	await frontEnd.output(CELLS.slider).locator(".widget-slider").waitFor();
	await picture(frontEnd.output(CELLS.slider)).waitFor();
}

async function readTypeError(frontEnd: FrontEnd): Promise<void> {
	await frontEnd.run(
		CELLS.scratch,
		'const n: number = 1;\nconst word: number = "three";',
	);
	const output = frontEnd.output(CELLS.scratch);
	await shows(output, /TS2322/);
	await shows(output, /Type 'string' is not assignable to type 'number'/);
	await shows(output, /line 2/);
	await frontEnd.idle();
}

async function readError(frontEnd: FrontEnd): Promise<void> {
	await frontEnd.run(
		CELLS.scratch,
		'function strengthOf(k: number): number {\n\tthrow new RangeError("no neuron " + k);\n}\nstrengthOf(7);',
	);
	const output = frontEnd.output(CELLS.scratch);
	await shows(output, /RangeError: no neuron 7/);
	await shows(output, /line 2/);
	await frontEnd.idle();
	await frontEnd.run(CELLS.after, '"still " + total');
	await shows(frontEnd.output(CELLS.after), /still 42/);
}

async function interruptLoop(frontEnd: FrontEnd): Promise<void> {
	await frontEnd.run(
		CELLS.scratch,
		'console.log("begun");\nlet turns = 0;\nfor (;;) turns++;',
	);
	await shows(frontEnd.output(CELLS.scratch), /begun/);
	await frontEnd.interrupt();
	await shows(frontEnd.output(CELLS.scratch), /interrupted/i);
	await frontEnd.idle();
}

async function interruptTraining(frontEnd: FrontEnd): Promise<void> {
	await frontEnd.run(
		CELLS.scratch,
		[
			"const engine = openFusedEngine({ workers: 1 });",
			'const plan = { ...firstNetworkPlan("src", 1, "smoke"), epochs: 1000 };',
			"const run = await trainLive(plan, digits, engine);",
			"await engine.dispose();",
		].join("\n"),
	);
	const output = frontEnd.output(CELLS.scratch);
	await shows(output, /epoch [2-9] of 1000/);
	await shows(output, /left/);
	await frontEnd.interrupt();
	await shows(output, /interrupted; the network keeps what it learned/);
	await frontEnd.idle();
}

async function goOn(frontEnd: FrontEnd): Promise<void> {
	await frontEnd.run(CELLS.after, "run.network");
	await shows(frontEnd.output(CELLS.after), /SRC 784-100: 78,400 learned/);
}

async function complete(frontEnd: FrontEnd): Promise<void> {
	const offered = await frontEnd.complete(CELLS.scratch, "enc");
	matches(offered, /\bencodeSample\b/);
}

async function inspect(frontEnd: FrontEnd): Promise<void> {
	const said = await frontEnd.inspect(CELLS.scratch, "trainLive");
	matches(said, /Trains as .?train.? does, in sight/);
}

async function changeParameter(frontEnd: FrontEnd): Promise<void> {
	const output = frontEnd.output(CELLS.figure);
	const before = await picture(output).getAttribute("src");
	await frontEnd.run(CELLS.figure, FIGURE_SOURCE.replace("0.5", "0.12"));
	await changes(picture(output), before);
}

async function moveSlider(frontEnd: FrontEnd): Promise<void> {
	const output = frontEnd.output(CELLS.slider);
	const before = await picture(output).getAttribute("src");
	const handle = output.locator(".noUi-handle");
	await handle.focus();
	await handle.press("ArrowRight");
	await shows(output.locator(".widget-readout"), /0\.3/);
	await changes(picture(output), before);
}

async function saveAndOpen(
	frontEnd: FrontEnd,
	{ folder, notebook }: Stage,
): Promise<void> {
	const shown = await picture(frontEnd.output(CELLS.figure)).getAttribute(
		"src",
	);
	await frontEnd.save();
	const saved = JSON.parse(
		readFileSync(path.join(folder, notebook), "utf8"),
	) as Notebook;
	const outputs = codeCells(saved).flatMap((cell) => cell.outputs);
	const images = outputs.filter(
		(output) =>
			output.output_type === "display_data" && "image/png" in output.data,
	);
	if (images.length < 2)
		throw new Error(`${images.length} pictures in the saved file, expected 2`);
	await frontEnd.open(notebook);
	await picture(frontEnd.output(CELLS.figure)).waitFor();
	const again = await picture(frontEnd.output(CELLS.figure)).getAttribute(
		"src",
	);
	if (again !== shown)
		throw new Error("another figure than the one that was saved");
}

async function restart(frontEnd: FrontEnd): Promise<void> {
	await frontEnd.restart();
	await frontEnd.run(CELLS.after, "total");
	await shows(frontEnd.output(CELLS.after), /Cannot find name 'total'/);
	await frontEnd.idle();
	await frontEnd.run(CELLS.scratch, "const total = 43;");
	await frontEnd.run(CELLS.after, '"again " + total');
	await shows(frontEnd.output(CELLS.after), /again 43/);
}

function picture(output: Locator): Locator {
	return output.locator("img").first();
}

/** Waits until the text of an element matches. */
async function shows(element: Locator, words: RegExp): Promise<void> {
	await element
		.filter({ hasText: words })
		.first()
		.waitFor()
		.catch(async () => {
			const found = await element.allInnerTexts().catch(() => []);
			throw new Error(
				`waited for ${words}, found "${found.join(" ").slice(0, 1000)}"`,
			);
		});
}

/** Waits until a figure is another one than `before`. @throws if it stays as it was */
export async function changes(
	picture: Locator,
	before: string | null,
): Promise<void> {
	const end = Date.now() + PATIENCE;
	while ((await picture.getAttribute("src").catch(() => before)) === before) {
		if (Date.now() > end) throw new Error("the figure stays as it was");
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

function matches(text: string, words: RegExp): void {
	if (!words.test(text))
		throw new Error(`expected ${words}, found "${text.slice(0, 1000)}"`);
}
