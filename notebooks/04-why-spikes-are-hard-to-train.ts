// %% [markdown]
// # Why spikes are hard to train
//
// *Why does the true gradient fail, and what does one do instead?* Deep learning has one engine: follow the gradient. A spike is a step, and a step has no
// slope to follow. We watch that fail, try what people do about it, and ask a referee, the loss itself, who tells the truth.
//
// **You will learn** what a surrogate gradient is, what the SRC does with a ReLU in its place, what "detached" drops, how to check any gradient by
// finite differences, and two roads around all of it. **Time:** about 30 minutes to read; it trains eight small networks. **You need** [01](01-from-gru-to-spikes.ipynb)
// and [03](03-pictures-as-spikes.ipynb); new words are explained in [the glossary](00-start-here.ipynb#glossary).

// %%
import {
	CELL_STYLES,
	GRADIENTS,
	accuracyByTime,
	batchOf,
	check,
	checkBetween,
	checkSlopes,
	compareDepths,
	compareEngines,
	createNetwork,
	currentScale,
	depthCurves,
	evaluate,
	evenly,
	flatShare,
	freshActivity,
	largestChange,
	layersOf,
	learningCurves,
	lif,
	linePlot,
	live,
	loadDatasetOrBuiltIn,
	lossAfterRandomStep,
	lossAfterStep,
	lossByWeight,
	networkOf,
	ofVariant,
	openFusedEngine,
	openTensorflowEngine,
	PAPER_ENCODING,
	recordedRuns,
	recordedSentence,
	recordedTable,
	slopeRatios,
	reluAccuracy,
	resultTable,
	SILENT_GAIN,
	SRC_PASSES,
	seedCurves,
	show,
	showRecorded,
	src,
	startBudget,
	startGradient,
	steepestWeight,
	surrogateShape,
	TRUE_DERIVATIVE,
	toSpikes,
	trainByDeltaRule,
	trainFromStart,
	trainReLUNetwork,
	trainWithSurrogate,
	unitsOfDepth,
	valuesOf,
} from "spiking-recurrent-cell";

// %%
const scale = currentScale();
const { limit } = startBudget(scale);
const few = await loadDatasetOrBuiltIn("mnist", { limit: limit });
const engine = openFusedEngine();
const eight = batchOf(few.train, Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7]), {
	encoding: { ...PAPER_ENCODING, steps: 60 },
	seed: 1,
	epoch: 1,
});

// %% [markdown]
// ## 1. A staircase has no slope
//
// The simplest spiking neuron is the *leaky integrate-and-fire* neuron (LIF). Its membrane potential $u$ leaks, gathers input, and loses $\theta$ after a spike:
//
// $$u[t] = \beta\, u[t-1] + W s_{in}[t] + b - \theta\, H(u[t-1] - \theta) \tag{lif.u}$$
//
// $$s_{out}[t] = H(u[t] - \theta) \tag{lif.s}$$
//
// $H$ is a step: 0 up to its threshold, 1 above. A layer of 100 such neurons reads the digits: ten of them vote for each label, and the sums of their votes decide (the loss compares these with the right label; [05](05-shallow-networks.ipynb) tells more).
//
// Turn one weight of the network a little, then, and either no spike changes, or one appears or goes.
//
// **Before you run this:** what does the loss look like as a function of that weight?

// %%
const turns = evenly(-0.2, 0.2, 161);
const lifNetwork = createNetwork(networkOf([lif(100)]), 1);
const lifWeight = await steepestWeight(lifNetwork, "0.weights", eight, engine);
const staircase = await lossByWeight(
	lifNetwork,
	lifWeight,
	eight,
	turns,
	engine,
);
const srcNetwork = createNetwork(networkOf([src(100)]), 1);
const srcWeight = await steepestWeight(srcNetwork, "0.weights", eight, engine);
const slope = await lossByWeight(srcNetwork, srcWeight, eight, turns, engine);
const shifted = (losses: number[]) => losses.map((loss) => loss - losses[80]);

// %%
await show(
	linePlot({
		message:
			"For a LIF network the loss is a staircase; for an SRC network it is rough",
		caption:
			"Loss on eight images as one weight turns, less its value at 0; untrained 784-100 networks, for each the weight with the largest gradient.",
		curves: [
			{
				name: "LIF",
				x: turns,
				y: shifted(staircase),
				style: CELL_STYLES.lif,
			},
			{ name: "SRC", x: turns, y: shifted(slope), style: CELL_STYLES.src },
		],
		xTitle: "change of one weight (–)",
		yTitle: "change of the loss (nat)",
		dataset: few,
	}),
);

// %%
checkBetween(
	"share of the LIF's 160 small turns that change nothing at all",
	flatShare(staircase),
	0.3,
	1,
);
checkBetween(
	"and of the SRC's",
	flatShare(slope),
	0,
	flatShare(staircase) - 0.05,
);

// %% [markdown]
// The SRC's loss has slopes nearly everywhere, but its line bends and jumps: where a spike comes or goes, where its gate switches, where its output leaves zero. The LIF's has none: on a step of the staircase the true derivative is exactly 0; at its edges there is none. Gradient descent with it does what it must: nothing. Let us
// watch. (A computer cannot be asked for the derivative of a step; we take a very sharp peak in its place, of which nothing is left anywhere but at the threshold itself.)

// %%
const stuck = await trainWithSurrogate(
	TRUE_DERIVATIVE,
	scale,
	few,
	engine,
	live(),
);
check(
	"largest change of any weight in all that training",
	largestChange(stuck),
	0,
	1e-6,
);

// %% [markdown]
// No weight has moved. The loss wavers all the same, for each epoch draws new spikes; and it is far above the 2.30 nat of a guess among ten, for these votes are random and loud.

// %% [markdown]
// ## 2. The lie that works: surrogate gradients
//
// Run the network with its true steps, but in the *backward* pass pretend that they were soft. With $U = u - \theta$, snnTorch's arctan takes
//
// $$g(U) = \frac{\kappa / 2}{1 + \left(\frac{\pi}{2} \kappa\, U\right)^2} \tag{surrogate.arctan}$$
//
// for the derivative of a spike, with a slope $\kappa$, and the fast sigmoid, of slope $k$,
//
// $$g(U) = \frac{1}{(1 + k\, |U|)^2}. \tag{surrogate.fast-sigmoid}$$
//
// Neither is the derivative of anything in the network. Both say the same sensible thing: *neurons close to their threshold are those whose spikes can be changed.*

// %%
const ARCTAN = { surrogate: "arctan", surrogateSlope: 2 } as const;
const sharp = (surrogateSlope: number) =>
	({
		surrogate: "fast-sigmoid",
		surrogateSlope: surrogateSlope,
	}) as const;
const distances = evenly(-1, 1, 201);
await show(
	linePlot({
		message: "Surrogates are hills around the threshold, wide or sharp",
		caption:
			"What the backward pass takes for the derivative of a spike, against the distance of the potential from its threshold.",
		curves: [
			{
				name: "arctan, κ = 2",
				x: distances,
				y: await surrogateShape(ARCTAN, distances),
			},
			{
				name: "fast sigmoid, k = 5",
				x: distances,
				y: await surrogateShape(sharp(5), distances),
			},
			{
				name: "fast sigmoid, k = 25",
				x: distances,
				y: await surrogateShape(sharp(25), distances),
			},
		],
		xTitle: "U, potential less threshold (–)",
		yTitle: "assumed derivative (–)",
		dataset: null,
	}),
);

// %% [markdown]
// **Before you run this:** the same network, the same images, another derivative. By how much will it matter *which*?

// %%
const soft = await trainWithSurrogate(ARCTAN, scale, few, engine, live());

// %%
const middle = await trainWithSurrogate(sharp(25), scale, few, engine, live());
const sharpest = await trainWithSurrogate(
	sharp(1000),
	scale,
	few,
	engine,
	live(),
);

// %%
await show(
	learningCurves({
		message: "The true derivative learns nothing, surrogates do",
		caption: "784-100 LIF networks on the same images.",
		groups: [
			{ name: "true derivative", runs: [stuck.record.curve] },
			{ name: "arctan", runs: [soft.record.curve] },
			{ name: "fast sigmoid, k = 25", runs: [middle.record.curve] },
			{ name: "fast sigmoid, k = 1000", runs: [sharpest.record.curve] },
		],
		dataset: few,
	}),
);

// %%
const floor = scale === "smoke" ? 0.2 : 0.8;
const [byTruth, byArctan, byMiddle] = [stuck, soft, middle].map(
	({ record }) => record.test.accuracy,
);
checkBetween("accuracy with the true derivative: a guess", byTruth, 0, 0.25);
checkBetween("with arctan", byArctan, floor, 1);
checkBetween("with a fast sigmoid of slope 25", byMiddle, floor, 1);

// %% [markdown]
// Which hill it is hardly matters, as long as it is wide enough: a network does not ask how steep the stairs are, only in which direction they go
// (Zenke and Vogels 2021 found the same over many shapes). Towards $k \to \infty$ the hill becomes the truth, and learning stops.
//
// ## 3. The SRC: a true gradient, and still silence
//
// The SRC needs no surrogate: $s_{out} = \mathrm{ReLU}(h)$ has a derivative, 1 where $h > 0$ and 0 elsewhere. But its gradient has a hole of its own.
// Start with weights so small that no neuron spikes.

// %%
const silent = await trainFromStart(
	SILENT_GAIN,
	"relu",
	scale,
	few,
	engine,
	live(),
);
const firstGradient = (gradient: "relu" | "bypass") =>
	startGradient(SILENT_GAIN, gradient, scale, eight, engine);
check("size of its first gradient", await firstGradient("relu"), 0, 0);
check(
	"training loss in the last epoch: that of a guess, ln 10",
	silent.record.curve.at(-1)?.trainLoss ?? 0,
	Math.log(10),
	1e-5,
);

// %% [markdown]
// Not slow: *stuck*. No spike, so the derivative is 0 at every step of every image, so no weight ever changes. The paper's way out is the **bypass**: in the backward pass, and only there,
// take $\partial s_{out} / \partial h = 1$ everywhere. Now a silent neuron also learns that it should have been higher.

// %%
const woken = await trainFromStart(
	SILENT_GAIN,
	"bypass",
	scale,
	few,
	engine,
	live(),
);
await show(
	learningCurves({
		message: "With the bypass the same silent network wakes up and learns",
		caption:
			"784-100 SRC networks that start with weights a fourteenth of the usual ones; only the backward pass of the ReLU differs.",
		groups: [
			{ name: "true derivative", runs: [silent.record.curve] },
			{ name: "bypass", runs: [woken.record.curve] },
		],
		dataset: few,
	}),
);

// %%
checkBetween(
	"size of the first gradient with the bypass",
	await firstGradient("bypass"),
	1e-3,
	1e3,
);
checkBetween(
	"share of spiking steps after training",
	woken.record.test.layers[0].spikingShare,
	1e-6,
	0.2,
);

// %% [markdown]
// ## 4. The referee
//
// Now we have several gradients of one network. Which is right? Ask the loss. A gradient of length $\lVert g \rVert$ makes a promise: *go a little way along me, and the loss
// changes by $\lVert g \rVert$ a unit of way.* Walk $\varepsilon$ to either side, evaluate, compare: that is a **finite difference**, and nothing can argue with it.
//
// The paper takes a second liberty (as an independent implementation says; its text was not at hand). It *detaches* $h[t-1]$ and $h_s[t-1]$: the backward pass takes them for constants, and time is walked back
// only through the integrator $i$. So there are four backward passes: ReLU true or bypassed, time full (*BPTT*) or detached. The first is
// the true gradient. (The referee needs a smooth loss, so the gate here is a sigmoid.)
//
// **Before you run this:** which of the four keeps its promise?

// %%
const brief = batchOf(few.train, Uint32Array.from([0, 1, 2, 3, 4, 5, 6, 7]), {
	encoding: { ...PAPER_ENCODING, prefix: 10, steps: 20 },
	seed: 1,
	epoch: 1,
});
const smooth = createNetwork(networkOf([src(100, { gateForm: "sigmoid" })]), 1);
const ways = [3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3];
const kept = await slopeRatios(smooth, brief, SRC_PASSES, ways, engine);
await show(
	linePlot({
		message: "The true gradient keeps its word only for a hair's breadth",
		caption:
			"Slope of the loss over the slope that each gradient promises, against the length of the way; 1 is a promise kept. Untrained 784-100 SRC network, 30 steps, eight images.",
		curves: kept,
		xTitle: "way along the gradient, ε (unit of the weights)",
		yTitle: "measured over promised slope (–)",
		xScale: "log",
		dataset: few,
	}),
);

// %%
const [exact, , , paper] = await checkSlopes(
	smooth,
	brief,
	SRC_PASSES,
	1e-4,
	engine,
);
check(
	"true gradient, measured over promised slope at 1e-4",
	exact.measured / exact.promised,
	1,
	0.05,
);
const far = await checkSlopes(smooth, brief, SRC_PASSES, 0.1, engine);
checkBetween("the same at 0.1", far[0].measured / far[0].promised, -0.1, 0.5);
checkBetween(
	"with a true ReLU and detached, at 0.1",
	far[2].measured / far[2].promised,
	0.5,
	2,
);
checkBetween(
	"with bypass and detached, at 1e-4",
	paper.measured / paper.promised,
	0,
	0.9,
);

// %% [markdown]
// **What to notice.** The true gradient *is* true: to within a few percent, for a way of a ten-thousandth. But the landscape is rough. A thousand times farther, where a
// training step may go, most of the promise has come to nothing. Detached, with a true ReLU, the gradient is wrong close by, much too modest, and about right a tenth away. The two
// bypassed ones promise too much everywhere: from them one takes the direction, not the length; Adam, which trains here, sets the length of its steps by itself.
//
// A second referee: another program. The library computes these gradients in kernels of its own; TensorFlow.js finds them by automatic differentiation of the equations as they are written. Do they agree?

// %%
const readable = await openTensorflowEngine();
const agreement = await compareEngines(engine, readable, smooth, brief);
check("relative difference of the loss", agreement.loss, 0, 1e-3);
check("and of the gradient", agreement.gradient, 0, 1e-2);
await readable.dispose();

// %% [markdown]
// ## 5. What detaching drops
//
// Each step back through $h$ and $h_s$ multiplies the gradient by $(1 - h^2)\, r$ and $(1 - h^2)\, r_s$, with $r = 2$ and $r_s = -7$: little while $h$ is near one of its ends, much while it takes off or falls. Over many steps, and through many layers, that can
// explode. **Before you run this:** by how much does the gradient of the lowest layer grow from one layer to five?

// %%
const depths = scale === "smoke" ? [0, 1] : [0, 1, 2, 4];
const byDepth = await compareDepths("src", depths, eight, 1, engine);
const lowestNorm = (k: number) =>
	byDepth.map(({ passes }) => passes[k].layers[0].norm || null);
await show(
	linePlot({
		message: "Full BPTT explodes with depth, the detached one grows far less",
		caption:
			"Length of the gradient of the lowest layer's weights in untrained SRC networks of 128 neurons a layer, 80 steps, eight images.",
		curves: SRC_PASSES.map(({ name }, k) => ({
			name: name,
			x: depths.map((hidden) => hidden + 1),
			y: lowestNorm(k),
		})),
		xTitle: "layers",
		yTitle: "gradient of the lowest layer (–)",
		yScale: "log",
		dataset: few,
	}),
);

// %%
const deepest = byDepth[byDepth.length - 1].passes;
checkBetween(
	"growth of the true gradient from one layer to the most",
	deepest[0].layers[0].norm / byDepth[0].passes[0].layers[0].norm,
	2,
	1e6,
);
checkBetween(
	"of the one with bypass, detached",
	deepest[3].layers[0].norm / byDepth[0].passes[3].layers[0].norm,
	2,
	1e4,
);
checkBetween(
	"of the one with a true ReLU, detached",
	deepest[2].layers[0].norm / byDepth[0].passes[2].layers[0].norm,
	0,
	1,
);
checkBetween(
	"cosine of the bypassed, detached gradient and the true one, most layers",
	deepest[3].whole.cosine ?? 0,
	-0.25,
	0.25,
);
const three = Math.min(2, depths.length - 1);
checkBetween(
	`… ${depths[three] + 1} layers`,
	byDepth[three].passes[3].whole.cosine ?? 0,
	-0.35,
	0.35,
);

// %% [markdown]
// A cosine near 0 is a right angle: with several layers the bypassed, detached gradient as a whole has next to nothing to do with the true one, and even with one layer it points elsewhere most of the way (`gradient-bent` in the ledger). The lowest layer, much the longest part of the true one, decides that; in the highest both point much the same way (notebook 06 shows it layer by layer). Is it of any use? One step against each, three layers:

// %%
const deep = createNetwork(networkOf(layersOf("src", unitsOfDepth(3))), 1);
const shares = [0, 0.005, 0.01, 0.02, 0.05, 0.1];
const afterStep: number[][] = [];
for (const pass of SRC_PASSES)
	afterStep.push(await lossAfterStep(deep, eight, pass, shares, engine));
const anywhere = await lossAfterRandomStep(deep, eight, 1, shares, engine);
await show(
	linePlot({
		message: "A gradient at right angles to the true one still lowers the loss",
		caption:
			"Loss on the same eight images after a step of this share of each weight matrix's own length; untrained SRC network of three layers.",
		curves: [
			...SRC_PASSES.map(({ name }, k) => ({
				name: name,
				x: shares,
				y: afterStep[k],
			})),
			{ name: "random direction", x: shares, y: anywhere },
		],
		xTitle: "length of the step (share of the weights')",
		yTitle: "loss (nat)",
		dataset: few,
	}),
);

// %%
const won = (losses: number[]) => losses[0] - Math.min(...losses);
checkBetween(
	"loss won by the best step against the bypassed, detached gradient (nat)",
	won(afterStep[3]),
	0.5,
	10,
);
checkBetween(
	"share of it that the best step in a random direction wins",
	won(anywhere) / won(afterStep[3]),
	0,
	0.5,
);

// %% [markdown]
// The step wins 3.6 nat, where one in a random direction wins next to nothing. Yet it stays above the 2.30 nat of a guess: it may have done no more than quieten votes that were loud and wrong. Whether such a gradient teaches, only trainings can tell.
//
// So the "plain backpropagation" that trains the SRC takes two liberties: the bypass, which is the paper's, and which wakes the silent; and detachment, which an independent implementation says is the paper's, too, and which slows the explosion. It does not end it: from one layer to five the true gradient grows 83-fold
// with MNIST's images, the one with both liberties 15-fold, and only the one with a true ReLU, detached, shrinks.
//
// ## 6. What both liberties do to whole trainings
//
// The experiment `gradients` trains with all four backward passes, at up to ten layers: 10,000 images of MNIST, ten epochs, all at the rate of the default cell, four seeds with one and three layers, two with more (with ten and the recurrences detached two left the bypass undecided, at 71 ± 81 points, so that there are four, too). What is recorded of it:

// %%
const trained = await recordedRuns(GRADIENTS);
await showRecorded(
	trained,
	() =>
		seedCurves({
			message: "The deeper the network, the more the two liberties are worth",
			caption: `MNIST, test accuracy after ten epochs of 10,000 images. ${recordedSentence(trained)}`,
			curves: depthCurves(trained),
			xTitle: "depth (layers)",
			xScale: "settings",
			levels: [{ name: "a guess", value: 10 }],
			dataset: null,
		}),
	trained.filter(({ records }) => records.length > 0).length,
);
await show(
	recordedTable(trained, {
		message: "Four backward passes, number by number",
		caption:
			"Bypass or true ReLU in the output, the recurrences detached or full backpropagation through time (BPTT).",
	}),
);

// %%
const topSpikes = (variant: string) =>
	ofVariant(trained, variant).flatMap((one) =>
		valuesOf(one, "spiking share of the last layer"),
	);
const silenced = topSpikes("true ReLU, detached, 5 layers");
const awake = topSpikes("bypass, detached, 5 layers");
const untrained = await freshActivity(
	layersOf("src", unitsOfDepth(5)),
	eight,
	1,
	engine,
);
checkBetween(
	"spiking steps of the last of five layers before training (%)",
	untrained[4],
	0.5,
	10,
);
check("after training with the true ReLU (%)", Math.max(...silenced), 0, 0.1);
checkBetween("after training with the bypass (%)", Math.min(...awake), 3, 20);

// %% [markdown]
// **What to notice.** One layer learns along any of the four: the bypass gains 1.2 ± 0.4 points over the true ReLU (± is half a 95 % interval here), detaching 0.5 ± 0.5 over full backpropagation through time, which may be nothing. With three layers it is 2.3 ± 1.0 and 9.6 ± 0.9, and the true
// gradient, which trains one layer to 93 %, leaves three between 30 and 76 %. With five the bypass is everything: 94.4 % with it, and 9.8 and 10.1 % without it. So with ten: 86.8 % with it (a deviation of 1.9 over the seeds), and without it 9.8 % three times of four and 21 % once. Why? In the first epoch the upper layers fall silent, the last nearly so or wholly (with ten layers it spikes in at most 0.001 % of the steps), and where no neuron
// spikes, the true ReLU has no gradient. It is the stuck network of section 3 again, only that this one was not silent from the start (its last layer spiked in some 2.5 % of the steps): training made it so. Three of these six stay there, at a loss of 2.30, a guess's. The other three recover a little, to 2.06 to 2.10 with spikes in some 0.01 % of the steps, which one of them alone shows in its accuracy.
//
// ## 7. Another road: learn locally
//
// How a brain would send gradients back, nobody knows. One of the oldest local rules (Widrow and Hoff 1960) needs only what is known at the synapse, the share of steps in which its input spiked ($x$) and its neuron did ($f$),
// and a teacher who says how often the neuron should have ($y$):
//
// $$\Delta w = \eta\, (y - f)\, x \tag{delta.w}$$
//
// Ten LIF neurons, one a label, each to fire in a fifth of the steps for its own digit and never for another. **Before you run this:** how far does that get?

// %%
const code = { ...PAPER_ENCODING, prefix: 0, steps: 100 };
const local = await trainByDeltaRule(
	few,
	{
		encoding: code,
		seed: 1,
		epochs: 3,
		rate: 0.5,
		wanted: 0.2,
		batchSize: 8,
	},
	engine,
);
const byLocal = (await evaluate(local, few.test, code, 1, engine)).accuracy;
checkBetween(
	"accuracy by the delta rule",
	byLocal,
	scale === "smoke" ? 0.3 : 0.75,
	1,
);

// %% [markdown]
// Not bad for ten neurons and no backpropagation. What is missing is a hidden layer: whose fault is an error there? That *credit assignment* is what the gradient is for.
//
// ## 8. Another road: train without spikes, then convert
//
// A neuron that integrates without leak ($\beta = 1$) and subtracts its threshold when it fires does, in the long run, spike in the share $\mathrm{ReLU}(a) / \theta$ of the steps,
// where $a$ is its input a step. So train an ordinary network of ReLUs, 784-64-10, put such neurons in its place, and set each threshold to the largest activation of its layer. No spike is ever differentiated.
//
// **Before you run this:** how long must the spiking network look to be as good as the one it came from?

// %%
const reluNetwork = trainReLUNetwork(few.train, few.classes, {
	units: 64,
	seed: 1,
	epochs: 5,
	rate: 0.01,
});
const converted = toSpikes(reluNetwork, few.validation);
const moments = [2, 5, 10, 20, 50, 100, 200];
const overTime = await accuracyByTime(converted, few.test, moments, engine);
const plain = reluAccuracy(reluNetwork, few.test);
await show(
	linePlot({
		message:
			"The converted network catches up with its original in tens of steps",
		caption:
			"Test accuracy of the spiking network against the steps it looks, and of the network of ReLUs that it was made from.",
		curves: [
			{
				name: "spiking, converted",
				x: moments,
				y: overTime.map((accuracy) => 100 * accuracy),
			},
			{ name: "ReLUs", x: moments, y: moments.map(() => 100 * plain) },
		],
		xTitle: "time (steps)",
		yTitle: "test accuracy (%)",
		xScale: "log",
		dataset: few,
	}),
);

// %%
check(
	"accuracy after 200 steps less that of the ReLUs",
	overTime[6] - plain,
	0,
	0.03,
);
checkBetween("after 2 steps, over that", overTime[0] / plain, 0, 0.9);

// %% [markdown]
// Conversion is exact only in the long run, and gives up what makes spikes interesting: their timing means nothing here, only their number.
//
// ## 9. All roads, side by side

// %%
const row = {
	dataset: few,
	published: null,
	command: `npm run notebooks -- 04 --scale ${scale}`,
};
await show(
	resultTable({
		message: `Test accuracy after training on ${few.train.count} images: every road but the true derivative arrives`,
		publications: false,
		caption: `One seed, ${few.test.count} test images. Small budgets, each road with settings of its own: a tasting, not a race. Engine: ${engine.name}.`,
		results: [
			{
				...row,
				network: "LIF 784-100, true derivative",
				values: [100 * byTruth],
			},
			{
				...row,
				network: "LIF 784-100, arctan surrogate",
				values: [100 * byArctan],
			},
			{
				...row,
				network: "SRC 784-100, bypass, from silence",
				values: [100 * woken.record.test.accuracy],
			},
			{ ...row, network: "LIF 784-10, delta rule", values: [100 * byLocal] },
			{
				...row,
				network: "IF 784-64-10, converted",
				values: [100 * overTime[6]],
			},
		],
	}),
);
await engine.dispose();

// %% [markdown]
// ## Exercises
//
// 1. Replace `sharp(1000)` by `{ surrogate: "straight-through", surrogateSlope: 1 }`, whose derivative is 1 everywhere. Which part of the SRC is that the twin of?
//
//    <details><summary>Answer</summary>
//
//    Of the bypass: every neuron counts, however far from its threshold. It learns, too (85 % here, where arctan has 90).
//
//    </details>
//
// 2. Let the delta rule want more spikes, `wanted: 0.5`, or fewer, `0.05`. What are the costs of either?
//
//    <details><summary>Answer</summary>
//
//    On MNIST at the default scale 0.5 gives 87 %, with spikes in 4.8 % of the steps; 0.05 gives 74 % with 0.4 %, for a count of 0 to 5 leaves many ties; 0.2 gives 85 % with 1.8 %.
//
//    </details>
//
// 3. Why must the referee use the sigmoid gate? Put `gateForm: "step"` and look at the smallest steps again.
//
//    <details><summary>Answer</summary>
//
//    With a step, $z_s$ jumps where $h$ passes 0.5, and the loss is smooth only between such jumps; a finite difference across one measures the jump, divided by a tiny way. The true
//    gradient's promise is then kept to 0.1 % at $3 \cdot 10^{-5}$, but at $10^{-4}$ only a seventh of it is seen.
//
//    </details>
//
// ## Where to go next
//
// You now have the neuron, its input and its gradient. What they do together: [05 shallow networks](05-shallow-networks.ipynb).
//
// ## References
//
// - E. O. Neftci, H. Mostafa, F. Zenke, *Surrogate gradient learning in spiking neural networks*, IEEE Signal Processing Magazine 36(6), 2019.
// - F. Zenke, T. P. Vogels, *The remarkable robustness of surrogate gradient learning*, Neural Computation 33(4), 2021.
// - J. K. Eshraghian et al., *Training spiking neural networks using lessons from deep learning*, Proceedings of the IEEE 111(9), 2023: snnTorch.
// - B. Widrow, M. E. Hoff, *Adaptive switching circuits*, IRE WESCON Convention Record, 1960: the delta rule.
// - P. U. Diehl et al., *Fast-classifying, high-accuracy spiking deep networks through weight and threshold balancing*, IJCNN 2015; B. Rueckauer et al., *Conversion of continuous-valued deep networks to efficient event-driven networks*, Frontiers in Neuroscience 11, 2017.
