// %% [markdown]
// # What does it cost?
//
// **The question.** Spiking networks are said to be frugal, since a neuron that is silent costs nothing. Is a network of Spiking Recurrent Cells (SRC)?
//
// **What you will learn.** To count what a decision costs, spike by spike; how much of an estimate of energy is assumption; how early a network can be asked for its answer; how few bits a weight needs; and what the
// paper's authors' group reached on an FPGA, a chip whose circuits can be rewired.
//
// **Time needed.** About twenty minutes to read; it trains two networks only where no trained ones are at hand. You should know both neurons ([notebook 05](05-shallow-networks.ipynb)); words stand in
// [the glossary](00-start-here.ipynb#glossary).

// %%
import {
	accuracyWith,
	anytimePoints,
	bitsPoints,
	architecture,
	COST,
	costOfDecision,
	check,
	checkBetween,
	currentScale,
	energyRow,
	evaluate,
	type Figure,
	inputEventsOf,
	ledgerTable,
	live,
	loadDatasetOrBuiltIn,
	makeTable,
	measuredPoints,
	measuredRows,
	openFusedEngine,
	readClaims,
	readyNetwork,
	recordedRows,
	recordedRuns,
	recordedSentence,
	type SeedPoint,
	seedCurves,
	seedRows,
	show,
	stackedRows,
	totalOf,
	totalSteps,
} from "spiking-recurrent-cell";

// %%
const scale = currentScale();
const engine = openFusedEngine();
const counts = { smoke: 100, quick: 1000, paper: 10_000 };
const digits = await loadDatasetOrBuiltIn("mnist", {
	limit: { train: 4000, validation: 100, test: counts[scale] },
});
const line = live();
const src = await readyNetwork("src", scale, digits, engine, line);
const lif = await readyNetwork("lif", scale, digits, engine, line);
console.log(`${src.title}\n${lif.title}\n${digits.test.count} test images`);

// %% [markdown]
// Two trained networks of one layer are at hand: of committed trainings, where their weights fit the data, else trained just now.
//
// ## 1. How busy are they?
//
// The paper's measure is the *share of spiking steps*: of all (image, neuron, step), how many have an output above zero?

// %%
const look = (ready: typeof src) =>
	evaluate(ready.network, digits.test, ready.encoding, ready.seed, engine);
const srcTest = await look(src);
const lifTest = await look(lif);
await show(
	makeTable({
		message: "Activity of two trained networks of 100 neurons",
		caption: "Per neuron and test image.",
		dataset: digits,
		rows: [
			{ name: src.title, layer: srcTest.layers[0] },
			{ name: lif.title, layer: lifTest.layers[0] },
		],
		columns: [
			{ title: "network", text: ({ name }) => name },
			{
				title: "spiking steps (%)",
				align: "right",
				text: ({ layer }) => (100 * layer.spikingShare).toFixed(2),
			},
			{
				title: "spikes",
				align: "right",
				text: ({ layer }) => layer.spikesPerNeuron.toFixed(2),
			},
			{
				title: "steps a spike",
				align: "right",
				text: ({ layer }) => layer.stepsPerSpike.toFixed(2),
			},
		],
	}),
);

// %%
checkBetween(
	"spiking steps of the SRC, over those of the LIF",
	srcTest.layers[0].spikingShare / lifTest.layers[0].spikingShare,
	1,
	1000,
);
checkBetween("steps a spike of the SRC", srcTest.layers[0].stepsPerSpike, 1, 4);

// %% [markdown]
// The SRC is silent more than nine tenths of the time. That sounds frugal. (A spike is a run of steps with an output: each spike of a LIF neuron lasts one step, but two in a row count as one here.) But these are the spikes that *leave*
// the layer; what costs is what *arrives*.
//
// ## 2. Count
//
// An event that arrives at a layer of $N$ neurons adds $N$ weights, one to each neuron's input. Each neuron besides updates its states in every step, whether anything arrives or not: three states for the SRC, one for the LIF.
// Compare with a *plain* network of the same sizes that looks at the image once: one multiplication and one sum for each weight, and that is all.
//
// **Before you run this:** 78,400 weights, 200 steps, one pixel in five not black. Who adds up more weights for one digit, the spiking network or the plain one? By which factor?

// %%
const arriving = inputEventsOf(digits.test, src, 100);
const srcCost = costOfDecision(src, srcTest, arriving);
const lifCost = costOfDecision(lif, lifTest, arriving);
const sums = srcCost.eventDriven.multiplyAccumulates;
const dense = srcCost.dense.multiplyAccumulates;
const plain = srcCost.plain.multiplyAccumulates;
const million = (count: number) => (count / 1e6).toFixed(3);
console.log(`events that arrive for one digit: ${arriving.toFixed(0)}`);
console.log(`weights added, following events: ${million(sums)} million`);
console.log(
	`… if all inputs were added in each step: ${million(dense)} million`,
);
console.log(`… by a plain network, once: ${million(plain)} million`);

// %%
checkBetween(
	"following events saves, against dense steps",
	dense / sums,
	5,
	200,
);
checkBetween("weights added, spiking over plain", sums / plain, 1, 40);
check("weights of 784-100", plain, 78_400, 0);

// %% [markdown]
// **A surprise, if one expects frugality.** Events save a great deal against a network that does everything in each of 220 steps. But the comparison that matters is with a network that does not need 220 steps, and against that one the
// spiking network adds *more* weights, not fewer. A rate code says the same thing again and again.
//
// ## 3. From operations to energy
//
// Energy needs prices. The usual ones were measured in a process of 45 nm: 0.9 pJ (picojoule, $10^{-12}$ J) for a sum of two numbers of 32 bits, 3.7 pJ for a product, and from 5 pJ upwards for fetching such a number from memory, the more the larger the memory is: 78,400 weights do not fit where 300 states do.
//
// *Assumptions:* events are followed one by one at no cost of their own; every weight and every state is fetched; instructions, clock, leakage and the drawing of the input spikes are free. `lib/experiments/energy.ts` has all of it. It is an estimate from counts, no measurement of a device.

// %%
const sizes = architecture(src.network.spec);
const rows = [
	energyRow(`SRC ${sizes}`, srcCost.eventDriven),
	energyRow(`LIF ${sizes}`, lifCost.eventDriven),
	energyRow(`plain ${sizes}, once`, srcCost.plain),
];
await show(
	stackedRows({
		message:
			"Energy of one decision: memory costs more than arithmetic, and spiking more than plain",
		caption: `Estimates for one digit and ${totalSteps(src.encoding)} steps, from counted operations and prices of 45 nm (Horowitz 2014).`,
		rows: rows,
		xTitle: "energy (µJ)",
		dataset: digits,
	}),
);

// %%
const [srcEnergy, lifEnergy, plainEnergy] = rows.map(totalOf);
const memory = srcCost.eventDriven.memory / srcEnergy;
const every = srcCost.dense.arithmetic + srcCost.dense.memory;
console.log(
	`the same SRC network, computed densely in each step: ${every.toFixed(0)} µJ`,
);
checkBetween("share of memory in the SRC's energy", memory, 0.5, 1);
checkBetween("energy, SRC over LIF", srcEnergy / lifEnergy, 1, 20);
checkBetween("energy, SRC over plain", srcEnergy / plainEnergy, 1, 50);
checkBetween("energy, dense steps over events", every / srcEnergy, 5, 200);

// %% [markdown]
// So where might spikes pay? One would look where the input itself comes as sparse events (a camera that reports only changes), or where an answer is wanted at once. The last one we can try.
//
// ## 4. Ask earlier
//
// The readout has an opinion after every step. **Before you run this:** how many of the 220 steps does the SRC need to be within a point of its best? And is the LIF quicker?

// %%
const readAfter = [5, 10, 20, 35, 50, 100, 150, 200];
const early = {
	src: await anytimePoints(src, readAfter, digits.test, engine),
	lif: await anytimePoints(lif, readAfter, digits.test, engine),
};
await show(
	seedCurves({
		message: "Most digits are decided in a quarter of the time",
		caption:
			"Accuracy when the decision is read early; the first 20 steps are empty. The networks learned with all steps.",
		curves: [
			{ name: "SRC", cell: "src", points: early.src },
			{ name: "LIF", cell: "lif", points: early.lif },
		],
		xTitle: "steps until the decision is read",
		dataset: digits,
	}),
);

// %%
const at = (points: readonly SeedPoint[], steps: number) =>
	points.find(({ x }) => x === steps)?.values[0] ?? Number.NaN;
const last = early.src[early.src.length - 1].x;
const slack = scale === "smoke" || digits.origin === "built-in" ? 60 : 5;
const quarter = last >= 70 ? 70 : last;
checkBetween(
	"SRC: points lost at 70 steps",
	at(early.src, last) - at(early.src, quarter),
	-slack,
	slack,
);
checkBetween("SRC: steps at the end", last, 40, 220);

// %% [markdown]
// On these images the SRC is within a point of its best after 120 of the 220 steps, the LIF after 70. A network that may stop as soon as it is sure could spend the full time on the hard digits only; that is not tried here. And fewer steps cost less: each step of the stimulus brings
// its share of the events, and every step its updates.
//
// ## 5. Fewer bits
//
// A weight of 32 bits is a luxury. Round all weights to a grid of $2^b - 1$ values, and test again, without training.

// %%
const bits = await bitsPoints(src, [2, 3, 4, 5, 8], digits.test, engine);
await show(
	seedCurves({
		message: "Five bits a weight are as good as thirty-two, two are too few",
		caption: `${src.title}; weights rounded after training, states and sums in single precision.`,
		curves: [{ name: "SRC", cell: "src", points: bits }],
		xTitle: "bits of a weight",
		xScale: "settings",
		yRange: [0, 104],
		levels: [{ name: "32 bits", value: 100 * srcTest.accuracy }],
		dataset: digits,
	}),
);

// %%
const full = 100 * srcTest.accuracy;
checkBetween(
	"points lost at 8 bits",
	full - at(bits, 8),
	-slack / 5,
	slack / 5,
);
checkBetween("points lost at 5 bits", full - at(bits, 5), -slack, slack);
const straight = await accuracyWith(
	src,
	{ activation: "piecewise-linear" },
	digits.test,
	engine,
);
checkBetween(
	"points lost without tanh, at the test only",
	full - straight,
	-slack,
	slack,
);

// %% [markdown]
// The last line takes both tanh out of the cell and puts straight pieces in their place, as a chip would like it.
//
// ## 6. The FPGA follow-up
//
// The authors' group ported a 784-100 SRC network to an FPGA and published for MNIST: 96.31 % with 220 steps and 1.7424 ms a digit; 93.32 % with 55 steps and weights of 5 bits; 92.89 % with 44 steps and 4 bits. Ours, trained at the paper's scale and measured on 10,000 test images, as far as they are recorded:

// %%
const recorded = await recordedRuns(COST);
const measured = await measuredRows("cost");
async function showOrSay(draw: () => Figure, known: number): Promise<void> {
	if (known > 0) await show(draw());
	else
		console.log(
			`This figure waits for its runs. ${recordedSentence(recorded)}`,
		);
}
await showOrSay(
	() =>
		seedRows({
			message: "Trained with fewer steps, or without tanh",
			caption: "MNIST, 50,000 training images.",
			rows: recordedRows(recorded),
			dataset: null,
		}),
	recorded.flatMap(({ records }) => records).length,
);

// %%
const measuredBits = measuredPoints(
	measured,
	/^SRC 784-100, (\d+)-bit weights, 220 steps$/,
);
const measuredSteps = measuredPoints(measured, /read after (\d+) steps$/);
await showOrSay(
	() =>
		seedCurves({
			message: "Accuracy against bits of a weight, at the paper's scale",
			caption: "Rounded after training; npm run measure -- cost.",
			curves: [
				{ name: "SRC 784-100, 220 steps", cell: "src", points: measuredBits },
			],
			xTitle: "bits of a weight",
			xScale: "settings",
			dataset: null,
		}),
	measuredBits.length,
);
await showOrSay(
	() =>
		seedCurves({
			message: "Accuracy against steps, at the paper's scale",
			caption:
				"Learned with 220 steps and read early; npm run measure -- cost.",
			curves: [{ name: "SRC 784-100", cell: "src", points: measuredSteps }],
			xTitle: "steps until the decision is read",
			dataset: null,
		}),
	measuredSteps.length,
);

// %%
await show(
	ledgerTable(await readClaims(), {
		experiment: "cost",
		message: "The FPGA's published figures, and ours beside them",
	}),
);
await engine.dispose();

// %% [markdown]
// The time of an FPGA is not ours to replicate: this library runs on a processor, and how fast it is there stands in the README's benchmark.
//
// ## Exercises
//
// **1.** At which share of bright pixels would the events of one digit cost as many additions as the plain network's single look?
//
// <details><summary>Answer</summary>
//
// A pixel of intensity $p$ sends $0.25\, p \cdot 200 = 50\, p$ events. The plain network adds each of 784 pixels once. The counts are equal where the mean of $50\, p$ is 1, at a mean intensity of 0.02: hardly anything left to see.
// </details>
//
// **2.** A latency code sends one spike a bright pixel. What becomes of section 2 and of the energy?
//
// <details><summary>Answer</summary>
//
// With one event for each of, say, 150 bright pixels, the synapses add $150 \cdot 100$ weights, a fifth of what the plain network adds. The updates of the neurons stay, for they are paid in every step: by the prices of section 3 they are then about four fifths of the energy, and shortening the stimulus is what helps. The experiment `ablations` trains with such a code.
// </details>
//
// **3.** Which assumption of section 3 would you attack first?
//
// <details><summary>Answer</summary>
//
// For example that each event fetches 100 weights one by one from a large memory: they lie side by side, and a wide memory gives many at once. Or, in favour of spikes, that the plain network works with 32 bits. Change a constant of `energy.ts`
// and look at the figure again: which conclusion survives?
// </details>
//
// ## Where to go next
//
// [Your own experiment](09-your-own-experiment.ipynb).
//
// ## References
//
// - Horowitz: *Computing's energy problem (and what we can do about it)*, ISSCC 2014.
// - The FPGA follow-up of the paper's authors' group: [arXiv 2605.10679](https://arxiv.org/abs/2605.10679).
// - De Geeter, Ernst, Drion: *Spike-based computation using classical recurrent neural networks*, [arXiv 2306.03623](https://arxiv.org/abs/2306.03623).
