/** `npm run camera`: how well the simulated event camera makes N-MNIST from MNIST; fits it anew when asked to. */
import path from "node:path";
import {
	fitCamera,
	loadExamples,
	N_MNIST_CAMERA,
	numbered,
	tableText,
} from "spiking-recurrent-cell";
import { type CameraRecord, measureCamera } from "./camera/record.js";
import { likenessTable } from "./camera/table.js";
import { PROJECT, shortPath } from "./notebooks/project.js";
import { writeAtomically } from "./notebooks/write.js";
import { readOptions } from "./options.js";

const USAGE = `usage: npm run camera -- [--compare] [--fit] [--record]
  --compare  print how the simulated recordings differ from the real ones (the default)
  --fit      search for better parameters on training recordings 1 … 700, for many minutes, and print them
  --record   keep the comparison in ${path.join("data", "camera")}`;
const RECORD = path.join(PROJECT, "data", "camera", "n-mnist.json");
/** Images are square. */
const IMAGE_SIZE = 28;
/** Numbers, from 0, of the training recordings that the camera is fitted to, and of those it is judged on. */
const FITTED: readonly [number, number] = [0, 700];
const PARTS = [
	{ name: "training 1 … 700, fitted", numbers: FITTED },
	{ name: "training 701 … 1,000", numbers: [700, 1000] },
	{ name: "test 1 … 100", numbers: [60_000, 60_100] },
] as const;

const KNOWN = {
	compare: { type: "boolean" },
	fit: { type: "boolean" },
	record: { type: "boolean" },
	help: { type: "boolean" },
} as const;

async function main(): Promise<void> {
	const { fit, record, help } = readOptions(process.argv.slice(2), KNOWN);
	if (help) {
		console.log(USAGE);
		return;
	}
	const examples = await loadExamples();
	if (fit) {
		const best = fitCamera(
			N_MNIST_CAMERA,
			numbered(examples, ...FITTED),
			IMAGE_SIZE,
			{
				rounds: 6,
				step: 0.05,
				onRound: (round, misfit) =>
					console.error(`round ${round}: misfit ${misfit.toFixed(4)}`),
			},
		);
		console.log(JSON.stringify(best, null, "\t"));
		return;
	}
	const result: CameraRecord = measureCamera(
		N_MNIST_CAMERA,
		PARTS.map(({ name, numbers: [from, to] }) => ({
			name,
			examples: numbered(examples, from, to),
		})),
		IMAGE_SIZE,
	);
	console.log(tableText(likenessTable(result)));
	if (record) {
		writeAtomically(RECORD, `${JSON.stringify(result, null, "\t")}\n`);
		console.log(`\nrecord: ${shortPath(RECORD)}`);
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
