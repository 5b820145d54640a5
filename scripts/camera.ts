/** `npm run camera`: how well the simulated event camera makes N-MNIST from MNIST, and how quickly; fits it anew when asked to. */
import {
	compareCamera,
	FITTED,
	fitCamera,
	IMAGE_SIZE,
	loadExamples,
	N_MNIST_CAMERA,
	numbered,
	tableText,
} from "spiking-recurrent-cell";
import { cameraSpeed } from "./camera/speed.js";
import { likenessTable } from "./camera/table.js";
import { readOptions } from "./options.js";

const USAGE = `usage: npm run camera -- [--compare] [--fit]
  --compare  print how the simulated recordings differ from the real ones (the default); npm run measure -- camera keeps the comparison
  --fit      search for better parameters on training recordings 1 … 700, for many minutes, and print them`;

const KNOWN = {
	compare: { type: "boolean" },
	fit: { type: "boolean" },
	help: { type: "boolean" },
} as const;

async function main(): Promise<void> {
	const { fit, help } = readOptions(process.argv.slice(2), KNOWN);
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
	const parts = compareCamera(N_MNIST_CAMERA, examples);
	const speed = cameraSpeed(N_MNIST_CAMERA, examples);
	console.log(tableText(likenessTable(parts, speed)));
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
