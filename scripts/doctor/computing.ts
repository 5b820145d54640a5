/** Engine, cores and data: what trainings run on. */
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
	CATALOGUE,
	createNetwork,
	dataFolder,
	defaultCache,
	leakyReadout,
	openFusedEngine,
	src,
} from "spiking-recurrent-cell";
import type { Finding } from "./finding.js";

/** Runs a network of 20 neurons on one image. */
export async function engineFinding(): Promise<Finding> {
	const subject = "engine";
	try {
		const engine = openFusedEngine();
		const spec = { inputs: 4, layers: [src(20)], readout: leakyReadout() };
		const encoding = { code: "rate", gain: 1, prefix: 1, steps: 20 } as const;
		const { loss } = await engine.gradient(createNetwork(spec, 1), {
			stimuli: {
				kind: "images",
				images: Uint8Array.of(255, 0, 255, 0),
				encoding,
				samples: Uint32Array.of(0),
				seed: 1,
				epoch: 1,
			},
			labels: Uint8Array.of(0),
		});
		await engine.dispose();
		if (!Number.isFinite(loss)) throw new Error(`its loss is ${loss}`);
		return { state: "good", subject, words: engine.name };
	} catch (error) {
		return {
			state: "missing",
			subject,
			words: `does not run (${(error as Error).message.split("\n")[0]})`,
			fix: 'run "npm ci", and "npm test -- engine" for the whole story',
		};
	}
}

export function coresFinding(
	cores: number = os.availableParallelism(),
): Finding {
	const memory = `${(os.totalmem() / 2 ** 30).toFixed(0)} GB of memory`;
	const words = `${cores} of ${os.cpus()[0]?.model.trim() || "an unknown processor"}, ${memory}`;
	return cores > 1
		? { state: "good", subject: "cores", words }
		: {
				state: "lacking",
				subject: "cores",
				words,
				fix: "trainings take twice as long as with two; --scale smoke is quick anywhere",
			};
}

export function dataFinding(): Finding {
	const subject = "data";
	let root: string;
	try {
		root = dataFolder() ?? defaultCache();
	} catch (error) {
		return {
			state: "lacking",
			subject,
			words: (error as Error).message,
			fix: "until then the built-in digits stand in",
		};
	}
	const missing = CATALOGUE.filter(({ name, files }) =>
		Object.values(files).some(
			(file) => !existsSync(path.join(root, name, file.name)),
		),
	).map(({ name }) => name);
	if (missing.length === 0)
		return {
			state: "good",
			subject,
			words: `${CATALOGUE.map(({ name }) => name).join(", ")} in ${root}`,
		};
	return {
		state: "lacking",
		subject,
		words: `${missing.join(", ")} not in ${root}, built-in digits stand in`,
		fix: `run "npm run data -- ${missing.join(" ")}"`,
	};
}
