/** `npm run measure -- NAME`: measures networks that are trained already, or need no training, and keeps the numbers for the ledger. */
import {
	type DataRequest,
	type Dataset,
	identify,
	MEASURES,
	type Measure,
	makeMeasurements,
	measureNamed,
	openFusedEngine,
	parseScale,
	requestLoader,
	SCALES,
	type Scale,
	saveMeasurements,
} from "spiking-recurrent-cell";
import { readCommand } from "./options.js";
import { shortPath } from "./project.js";

const OPTIONS = {
	scale: { type: "string" },
	help: { type: "boolean" },
} as const;
const USAGE = `usage: npm run measure -- NAME … [--scale SCALE]

  NAME      one or more of
${MEASURES.map(({ name, question }) => `              ${name.padEnd(18)}${question}`).join("\n")}
  --scale   ${SCALES.join(", ")} (default: paper)`;

async function run(measure: Measure, scale: Scale): Promise<void> {
	const engine = openFusedEngine();
	const seen = new Map<string, Dataset>();
	// What is kept at full scale is for the ledger, which the built-in digits must not enter.
	const loadAny = requestLoader((sentence) => {
		if (scale === "paper")
			throw new Error(
				`nothing is measured at scale "paper" without the real data: ${sentence}`,
			);
		console.error(sentence);
	});
	const load = async (request: DataRequest): Promise<Dataset> => {
		const dataset = await loadAny(request);
		seen.set(dataset.name, dataset);
		return dataset;
	};
	try {
		const rows = await measure.measure({
			scale,
			engine,
			load,
			say: console.error,
		});
		const option = scale === "paper" ? "" : ` --scale ${scale}`;
		const file = await saveMeasurements(
			makeMeasurements({
				experiment: measure.name,
				scale,
				command: `npm run measure -- ${measure.name}${option}`,
				engine: engine.name,
				data: [...seen.values()].map(identify),
				rows,
			}),
		);
		console.log(`${rows.length} numbers in ${shortPath(file)}`);
	} finally {
		await engine.dispose();
	}
}

async function main(): Promise<void> {
	const { values, words } = readCommand(process.argv.slice(2), OPTIONS);
	if (values.help) {
		console.log(USAGE);
		return;
	}
	if (words.length === 0)
		throw new Error(
			`name a measurement: ${MEASURES.map(({ name }) => name).join(", ")}`,
		);
	const scale = parseScale(values.scale ?? "paper");
	for (const measure of words.map(measureNamed)) await run(measure, scale);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
