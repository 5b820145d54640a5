// %% [markdown]
// # What does it cost?
//
// **The question.** Spiking networks are said to be frugal, since a neuron that is silent costs nothing. Is a network of Spiking Recurrent Cells (SRC)?
//
// **What you will learn.** To count what a decision costs, spike by spike; how much of an estimate of energy is assumption; how early a network can be asked for its answer; how few bits a weight needs; and what the
// paper's authors' group reached on an FPGA, a chip whose circuits can be rewired.
//
// **Time needed.** About twenty minutes to read; it trains two networks only where no trained ones are at hand. You should know both neurons ([notebook 05](05-shallow-networks.ipynb)); new words are explained in
// [the glossary](00-start-here.ipynb#glossary).

// %%
import {
	showRecorded,
	accuracyWith,
	anytimePoints,
	barMovie,
	bitsPoints,
	architecture,
	chooseMargin,
	COST,
	costOfDecision,
	check,
	checkBetween,
	currentScale,
	energyRow,
	evaluate,
	evenly,
	gridImages,
	imageGrid,
	inputEventsOf,
	lastToSettle,
	ledgerTable,
	linePlot,
	live,
	loadDatasetOrBuiltIn,
	makeTable,
	measuredPoints,
	measuredRows,
	openFusedEngine,
	readClaims,
	readoutCourse,
	readoutsOf,
	readyNetwork,
	recordedRows,
	recordedRuns,
	rightByLabel,
	seedCurves,
	seedRows,
	show,
	stackedRows,
	stepsUntilWithin,
	stopWhenSure,
	totalOf,
	totalSteps,
} from "spiking-recurrent-cell";

// %%
const scale = currentScale();
const engine = openFusedEngine();
const counts = { smoke: 100, quick: 1000, paper: 10_000 };
const digits = await loadDatasetOrBuiltIn("mnist", {
	limit: { train: 4000, validation: counts[scale], test: counts[scale] },
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
// The paper measures the "relative number of spiking time steps". We take that to be the share of all (image, neuron, step) with an output above zero:

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
// The less a LIF network has learned, the more silent it is.
checkBetween(
	"spiking steps of the SRC, over those of the LIF",
	srcTest.layers[0].spikingShare / lifTest.layers[0].spikingShare,
	1.2,
	50,
);
check("steps a spike of the SRC", srcTest.layers[0].stepsPerSpike, 2.65, 0.1);

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
const { steps } = src.encoding;
const share = steps / totalSteps(src.encoding);
check(
	"dense steps over following events, by steps with stimulus",
	(dense / sums) * share,
	35,
	3,
);
check(
	"weights added, spiking over plain, for 200 steps with stimulus",
	(sums / plain) * (200 / steps),
	5.7,
	0.5,
);
check("weights of 784-100", plain, 78_400, 0);

// %% [markdown]
// **A surprise, if one expects frugality.** Events save a great deal against a network that does everything in each of 220 steps. But the comparison that matters is with a network that does not need 220 steps, and against that one the
// spiking network adds *more* weights, not fewer. A rate code says the same thing again and again.
//
// ## 3. From operations to energy
//
// Energy needs prices. The usual ones were measured in a process of 45 nm: 0.9 pJ (picojoule, $10^{-12}$ J) for a sum of two numbers of 32 bits, 3.7 pJ for a product, and from 5 pJ upwards for fetching such a number from memory, the more the larger the memory is: 78,400 weights do not fit where 300 states do.
//
// *Assumptions:* events are followed one by one at no cost of their own; every weight and every state is fetched; instructions, clock, leakage and the drawing of the input spikes are free. `lib/experiments/measures/energy.ts` has all of it. It is an estimate from counts, no measurement of a device.

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
check("share of memory in the SRC's energy", memory, 0.88, 0.03);
check("energy, SRC over LIF", srcEnergy / lifEnergy, 1.12, 0.04);
check(
	"energy, SRC over plain, for 200 steps with stimulus",
	(srcEnergy / plainEnergy) * (200 / steps),
	7.2,
	0.5,
);
check(
	"energy, dense steps over events, by steps with stimulus",
	(every / srcEnergy) * share,
	28,
	2,
);

// %% [markdown]
// So where might spikes pay? One would look where the input itself comes as sparse events (a camera that reports only changes), or where an answer is wanted at once. The last one we can try.
//
// ## 4. Ask earlier
//
// The readout has an opinion after every step. **Before you run this:** how many of the 220 steps does the SRC need to be within a point of its best? And is the LIF quicker?

// %%
const readAfter = evenly(5, 200, 40);
const early = {
	src: await readoutCourse(src, readAfter, digits.test, engine),
	lif: await readoutCourse(lif, readAfter, digits.test, engine),
};
await show(
	seedCurves({
		message: "Most digits are decided in a quarter of the time",
		caption:
			"Accuracy when the decision is read early; the first 20 steps are empty. The networks learned with all steps.",
		curves: [
			{ name: "SRC", cell: "src", points: anytimePoints(early.src) },
			{ name: "LIF", cell: "lif", points: anytimePoints(early.lif) },
		],
		xTitle: "steps until the decision is read",
		dataset: digits,
	}),
);

// %%
const last = early.src.steps.length - 1;
const inTheEnd = anytimePoints(early.src)[last].values[0];
// on the drawn digits the networks learn less, and wherever chance has it
const real = digits.origin !== "built-in";
checkBetween(
	"SRC: steps from which on it is within five points of the end",
	stepsUntilWithin(5, early.src),
	40,
	real ? 75 : 120,
);
checkBetween("LIF: the same", stepsUntilWithin(5, early.lif), 25, 60);
for (const [name, course] of Object.entries(early))
	console.log(
		`within one point of the end: ${name} from step ${stepsUntilWithin(1, course)} on`,
	);

// %% [markdown]
// On MNIST both are within a point of what they reach in the end before the last third of the steps begins, the LIF sooner than the SRC. And fewer steps cost less: each step of the stimulus brings its share of the events, and every step its updates.
//
// What happens meanwhile? First some of the images that take long:

// %%
const settled = lastToSettle(early.src);
const late = settled
	.filter(({ step }, k) => step !== settled[k - 1]?.step)
	.slice(0, 10);
await show(
	imageGrid({
		message: "Images that the SRC network made up its mind about late",
		caption:
			"Of those decided rightly in the end, one for each of the latest steps from which on a decision stayed.",
		images: gridImages(
			digits.test,
			late.map(({ sample }) => sample),
			(sample) => `step ${late.find((one) => one.sample === sample)?.step}`,
		),
		dataset: digits,
	}),
);

// %% [markdown]
// Now step by step: press *play*, or drag the slider. (On GitHub, where figures stand still, the bars are those after 40 steps.)

// %%
// Wrongly decided after 40 steps, and rightly from then on.
const { sample, step } = settled.find((one) => one.step <= 45) ?? settled[0];
const label = digits.test.labels[sample];
const moments = early.src.steps.map(String);
await show(
	barMovie({
		message:
			"The readout grows with the steps, and with it the share of images that it decides rightly",
		caption: `${src.title}. Left: what the readout says of each label for one image, whose own label is hatched. Right: share of the ${digits.test.count.toLocaleString("en-GB")} test images of each label that are decided rightly. Outlines: in the end.`,
		panels: [
			{
				heading: `one image of a ${label}`,
				yTitle: "readout R (–)",
				values: readoutsOf(early.src, sample),
				hatched: label,
			},
			{
				heading: "all test images",
				yTitle: "decided rightly (%)",
				values: rightByLabel(early.src),
			},
		],
		bars: digits.labelNames,
		xTitle: "label",
		moments: moments,
		unit: "step",
		still: Math.max(0, early.src.steps.indexOf(step) - 1),
		dataset: digits,
	}),
);

// %% [markdown]
// **What to notice.** The image on the left still passes for another digit after 40 steps. Until about then the readouts of an MNIST digit hardly move, then all change at once: the neurons have fired their first spikes together, right after the onset, and pause for some twenty steps ([notebook 02](02-under-the-microscope.ipynb)). The first volley
// settles nine images in ten, the second lifts that to 95 or 96. And some labels lag behind: on the right, compare the eights with the ones.
//
// ### Stop when sure
//
// The lead of the best readout over the second says how sure the network is. A network that stops as soon as the lead reaches a margin spends its time on the hard digits only. Which margin? Whoever tries many and reports the best on test images has chosen on test images. So the smallest margin is taken that costs
// at most half a point on *validation* images; the test images are then looked at with this one. (The other margins are drawn to show what the choice was between.)

// %%
const margins = evenly(0, 20, 81);
const rehearsal = await readoutCourse(
	src,
	readAfter,
	digits.validation,
	engine,
);
const margin = chooseMargin(rehearsal, margins, 0.5);
if (src.sawValidation)
	console.log("It learned the validation images: its margin is too small.");
const sure = stopWhenSure(early.src, margin);
const stops = margins.map((one) => stopWhenSure(early.src, one));
await show(
	linePlot({
		message:
			"In the same mean time, while that is short, a network that stops when sure is right more often",
		caption: `${src.title}; it may stop every five steps. Each margin makes one point.`,
		curves: [
			{
				name: "all after the same steps",
				x: early.src.steps,
				y: anytimePoints(early.src).map(({ values }) => values[0]),
			},
			{
				name: "each when it is sure",
				x: stops.map(({ steps }) => steps),
				y: stops.map(({ accuracy }) => accuracy),
			},
			{
				name: `margin ${margin.toFixed(1)}, chosen on validation images`,
				x: [sure.steps],
				y: [sure.accuracy],
			},
		],
		xTitle: "mean time until the decision (steps)",
		yTitle: "test accuracy (%)",
		dataset: digits,
	}),
);

// %%
const [read] = anytimePoints(early.src).filter(({ x }) => x >= sure.steps);
const asGood = anytimePoints(early.src).find(
	({ values }) => values[0] >= sure.accuracy,
);
console.log(
	`${sure.accuracy.toFixed(1)} % after ${sure.steps.toFixed(1)} steps in the mean; all together reach this first after ${asGood?.x ?? "none of the"} steps`,
);
// After a training of seconds there is little to lose, and little to win; and of a hundred images each is a point.
const learned = srcTest.accuracy > 0.8 && digits.test.count >= 1000;
checkBetween(
	"mean steps, as a share of all",
	sure.steps / early.src.steps[last],
	0.1,
	0.45,
);
checkBetween(
	"points lost on test images",
	inTheEnd - sure.accuracy,
	learned ? -1.5 : -6,
	learned ? 1.5 : 6,
);
checkBetween(
	`points more than if all stop after ${read.x} steps`,
	sure.accuracy - read.values[0],
	learned ? 1 : -6,
	10,
);

// %%
const stimulus = sure.steps - src.encoding.prefix;
const stopped = costOfDecision(
	{ ...src, encoding: { ...src.encoding, steps: stimulus } },
	srcTest,
	(arriving * stimulus) / steps,
);
const stoppedEnergy = totalOf(
	energyRow("stops when sure", stopped.eventDriven),
);
console.log(
	`energy over that of the plain network: ${(stoppedEnergy / plainEnergy).toFixed(2)}`,
);
checkBetween(
	"energy, stopping when sure over all steps",
	stoppedEnergy / srcEnergy,
	0.05,
	0.4,
);

// %% [markdown]
// On MNIST, with the margin that the validation images chose, the network stops after a fifth of the steps in the mean, and loses less than a point. If all images stop after that time, two points more are lost; all together get as far only in one and a half times as many. The steps are spent where they are needed.
//
// It also changes the bill of section 3. The first 20 steps are empty, so a fifth of the steps bring a tenth of the events, and the estimate falls, on MNIST, to about what the plain network takes. (It supposes that a digit's events are spread evenly over its steps, and that looking at the lead is free.) Others train networks for
// this, or let a second one decide when to stop (SEENN, see the references).
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
const lostAt = (count: number) =>
	full - (bits.find(({ x }) => x === count)?.values[0] ?? Number.NaN);
const slack = learned ? 1.5 : 4;
check("points lost at 8 bits", lostAt(8), 0, slack);
check("points lost at 5 bits", lostAt(5), 0, slack);
checkBetween("points lost at 2 bits", lostAt(2), learned ? 20 : 0, 100);
const straight = await accuracyWith(
	src,
	{ activation: "piecewise-linear" },
	digits.test,
	engine,
);
check("points lost without tanh, at the test only", full - straight, 0, slack);

// %% [markdown]
// The last line takes both tanh out of the cell and puts straight pieces in their place, as a chip would like it.
//
// ## 6. The FPGA follow-up
//
// The authors' group ported a 784-100 SRC network to an FPGA and published for MNIST: 96.31 % with 220 steps and 1.7424 ms a digit; 93.32 % with 55 steps and weights of 5 bits; 92.89 % with 44 steps and 4 bits. Ours, trained at full scale and measured on 10,000 test images, as far as they are recorded:

// %%
const recorded = await recordedRuns(COST);
const measured = await measuredRows("cost");
await showRecorded(
	recorded,
	() =>
		seedRows({
			message: "Trained with fewer steps, or without tanh",
			caption: "MNIST, 50,000 training images.",
			rows: recordedRows(recorded),
			dataset: null,
		}),
	recorded.filter(({ records }) => records.length > 0).length,
	2,
);

// %%
const measuredBits = measuredPoints(
	measured,
	/^SRC 784-100, (\d+)-bit weights, 220 steps$/,
);
const measuredSteps = measuredPoints(measured, /read after (\d+) steps$/);
await showRecorded(
	recorded,
	() =>
		seedCurves({
			message: "Accuracy against bits of a weight, trained at full scale",
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
await showRecorded(
	recorded,
	() =>
		seedCurves({
			message: "Accuracy against steps, trained at full scale",
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
// **What to notice.** All of ours lie *above* the published ones, by three points with 55 steps and 5 bits (96.19 against 93.32 %) and by two with 44 steps and 4 bits (95.23 against 92.89 %): networks that were trained for so few steps, rounded afterwards. So a coarse grid of weights and a short stimulus
// do not by themselves explain what the chip lost; how its networks were trained and how it calculates is not known to us. Five bits cost a tenth of a point in 220 steps, three bits five points. And half of the stimulus is enough: read after 120 steps, the networks lose a quarter of a point.
//
// The tanh is another matter. Without it in training and at the test, 1.15 ± 0.37 points are lost, astride the one point that the rule allows; taken out at the test only, a quarter of a point. We have no explanation.
//
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
// - Li, Geller, Kim, Panda: *SEENN: Towards temporal spiking early-exit neural networks*, [arXiv 2304.01230](https://arxiv.org/abs/2304.01230): networks that stop by themselves.
// - Horowitz: *Computing's energy problem (and what we can do about it)*, ISSCC 2014.
// - The FPGA follow-up of the paper's authors' group: [arXiv 2605.10679](https://arxiv.org/abs/2605.10679).
// - De Geeter, Ernst, Drion: *Spike-based computation using classical recurrent neural networks*, [arXiv 2306.03623](https://arxiv.org/abs/2306.03623).
