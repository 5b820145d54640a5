/** `npm run evaluate -- --weights FILE.npz`: accuracy and activity of a network from a file on the test images of a data set. */
import {
	architecture,
	evaluate,
	loadDatasetOrBuiltIn,
	loadWeights,
	openFusedEngine,
} from "spiking-recurrent-cell";
import {
	type EvaluateOptions,
	parseOptions,
	USAGE,
} from "./evaluate/options.js";

async function run(options: EvaluateOptions): Promise<void> {
	const { weights, data, encoding, seed, limit, json } = options;
	const network = await loadWeights(weights, options.network);
	const { spec } = network;
	const dataset = await loadDatasetOrBuiltIn(data, {
		onNotice: console.error,
		// Of the other parts nothing is read.
		limit: {
			train: 1,
			validation: 1,
			...(limit === undefined ? {} : { test: limit }),
		},
	});
	const pixels = dataset.width * dataset.height;
	if (spec.inputs !== pixels || spec.readout.labels !== dataset.classes)
		throw new Error(
			`${weights} is a network of ${spec.inputs} inputs and ${spec.readout.labels} labels: ${dataset.title} needs ${pixels} and ${dataset.classes}`,
		);
	const engine = openFusedEngine();
	const result = await evaluate(
		network,
		dataset.test,
		encoding,
		seed,
		engine,
	).finally(() => engine.dispose());
	if (json) {
		console.log(
			JSON.stringify({
				weights,
				data: dataset.name,
				origin: dataset.origin,
				network: spec,
				encoding,
				seed,
				engine: engine.name,
				...result,
			}),
		);
		return;
	}
	console.log(
		`${architecture(spec)} from ${weights} on ${result.samples} test images of ${dataset.title}`,
	);
	console.log(`test accuracy ${(100 * result.accuracy).toFixed(2)} %`);
	for (const [layer, activity] of result.layers.entries())
		console.log(
			`layer ${layer}: ${(100 * activity.spikingShare).toFixed(2)} % of steps spiking, ${activity.spikesPerNeuron.toFixed(2)} spikes per neuron, ${activity.stepsPerSpike.toFixed(2)} steps per spike`,
		);
}

async function main(): Promise<void> {
	const options = parseOptions(process.argv.slice(2));
	if (options === "help") console.log(USAGE);
	else await run(options);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
