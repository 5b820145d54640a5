// %% [markdown]
// # Pictures as spikes
//
// *How does an image become something that a spiking neuron can see?* A picture is a list of 784 numbers, a spike a thing that happens or not. We look
// at the data, turn numbers into spikes in two ways, ask how much of the picture is left, and then meet a camera that never takes a picture at all.
//
// **You will learn** what a rate code and a latency code are, how many spikes each of them costs, how long one must look, and what an event camera sends.
// **Time:** about 20 minutes to read; it trains nothing. **You need** nothing but [the first page](00-start-here.ipynb) with its [glossary](00-start-here.ipynb#glossary).

// %%
import {
	check,
	checkBetween,
	countsByLine,
	countsByStep,
	decodeLatency,
	decodeRate,
	decodingError,
	encodeSample,
	eventCount,
	eventMovie,
	eventPicture,
	eventsOverTime,
	expectedDecodingError,
	geometricShares,
	gridImages,
	imageGrid,
	imageOf,
	intervalShares,
	intervals,
	linePlot,
	loadDatasetOrBuiltIn,
	PAPER_ENCODING,
	seenDigits,
	show,
	spikeRaster,
} from "spiking-recurrent-cell";

// %% [markdown]
// ## 1. Look at the data
//
// MNIST: handwritten digits, 28 × 28 pixels of 0 to 255. (Without the files, digits that this library draws stand in, and every caption says so.)

// %%
const digits = await loadDatasetOrBuiltIn("mnist", {
	limit: { train: 100, validation: 1, test: 1 },
});
await show(
	imageGrid({
		message: "Ten images: mostly black or white, little between",
		caption: "The first ten training images with their labels.",
		images: gridImages(
			digits.train,
			[...Array(10).keys()],
			(k) => `${digits.train.labels[k]}`,
		),
		dataset: digits,
	}),
);

// %%
const values = Array.from(digits.train.images);
const share = (holds: (value: number) => boolean) =>
	values.filter(holds).length / values.length;
checkBetween(
	"share of empty pixels in 100 images",
	share((v) => v === 0),
	0.7,
	0.9,
);
checkBetween(
	"share of pixels between a fifth and four fifths",
	share((v) => v > 51 && v < 204),
	0,
	0.12,
);

// %% [markdown]
// ## 2. The rate code: bright pixels spike often
//
// MNIST counts ink: we call a pixel *bright* where the pen was, though print shows it black.
//
// The paper's code: in each step a pixel of intensity $p$, between 0 and 1, spikes with probability $0.25\,p$, independently of everything else; here for 200 steps, as in the model that the first author trained in 2023. Twenty empty
// steps come first, in which the neurons settle.
//
// **Before you run this:** the brightest pixels spike in a quarter of the steps. How many spikes is that for a whole digit: a hundred, a thousand, five thousand?

// %%
const image = imageOf(digits.train, 0);
const address = { seed: 1, epoch: 1, sample: 0 };
const train = encodeSample(PAPER_ENCODING, image, address);
await show(
	spikeRaster({
		message: "Bright pixels spike often, dark ones never",
		caption:
			"The first training image in the rate code, one row of pixels after another; the dashed line marks the end of the empty steps.",
		spikes: train,
		lines: "pixel",
		onset: PAPER_ENCODING.prefix,
		dataset: digits,
	}),
);

// %%
const light = image.reduce((sum, p) => sum + p / 255, 0);
const expected = 200 * 0.25 * light;
console.log(`${train.indices.length} spikes`);
check(
	"spikes of the image, over their expected number",
	train.indices.length / expected,
	1,
	4 / Math.sqrt(expected),
);

// %% [markdown]
// The spikes are random, and yet not a matter of luck: each draw has an *address* (seed, epoch, sample, step, pixel), and the same address gives the same
// spikes in whatever batch, engine or order. A new epoch is a new address, so a network never sees an image twice in the same way.

// %%
const again = encodeSample(PAPER_ENCODING, image, address);
const later = encodeSample(PAPER_ENCODING, image, { ...address, epoch: 2 });
const differing = train.indices.filter((p, k) => p !== again.indices[k]);
check("spikes that differ at the same address", differing.length, 0, 0);
checkBetween(
	"share of spikes in the same place of the list in the next epoch",
	later.indices.filter((p, k) => p === train.indices[k]).length /
		train.indices.length,
	0,
	0.2,
);

// %% [markdown]
// ### Is it what we say it is?
//
// Independent draws have a signature: the waiting time between two spikes is *geometric*, short waits are the most frequent, and no wait tells
// anything about the next. Take a pixel of full brightness, and watch it for 20,000 steps.

// %%
const bright = Uint8Array.of(255);
const long = encodeSample(
	{ ...PAPER_ENCODING, steps: 20_000 },
	bright,
	address,
);
const waits = intervals(long, 0);
const steps = Array.from({ length: 16 }, (_, k) => k + 1);
await show(
	linePlot({
		message: "The waits of a pixel are those of independent draws",
		caption:
			"Share of the waits between two spikes of one pixel of full brightness, over 20,000 steps, and what a probability of 0.25 a step gives.",
		curves: [
			{ name: "measured", x: steps, y: intervalShares(waits, 16) },
			{ name: "independent draws", x: steps, y: geometricShares(0.25, 16) },
		],
		xTitle: "wait to the next spike (steps)",
		yTitle: "share of the waits (–)",
		fromZero: true,
		dataset: null,
	}),
);

// %%
const meanWait = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
const spread = Math.sqrt(
	waits.reduce((sum, wait) => sum + (wait - meanWait) ** 2, 0) / waits.length,
);
check("mean wait (steps)", meanWait, 4, 0.2);
check("its spread over its mean", spread / meanWait, Math.sqrt(0.75), 0.05);

// %% [markdown]
// ### How long must one look?
//
// Whoever counts the spikes of a pixel can say how bright it is. After $N$ steps with $n$ spikes, the best guess is
//
// $$\hat{p} = \frac{n}{0.25\, N} \tag{rate.decode}$$
//
// and chance makes it wrong by, on average,
//
// $$d = \sqrt{\frac{p\,(1 - 0.25\,p)}{0.25\, N}} \tag{rate.deviation}$$
//
// **Before you run this:** after how many steps will you recognise the digit?

// %%
const looks = [1, 2, 5, 10, 20, 50, 100, 200];
await show(
	imageGrid({
		message: "A few steps tell the digit, two hundred its greys",
		caption:
			"What the spikes of the first training image have told after 1 to 200 steps of the stimulus, and the image itself.",
		images: [
			...looks.map((n) => ({
				title: `${n} ${n === 1 ? "step" : "steps"}`,
				pixels: decodeRate(PAPER_ENCODING, train, n).map((p) => 255 * p),
			})),
			{ title: "the image", pixels: image },
		],
		columns: 5,
		dataset: digits,
	}),
);

// %%
const told = looks.map((n) =>
	decodingError(decodeRate(PAPER_ENCODING, train, n), image),
);
const chance = looks.map((n) =>
	expectedDecodingError(PAPER_ENCODING, image, n),
);
await show(
	linePlot({
		message: "To halve the error one must look four times as long",
		caption:
			"Root mean square error of the decoded pixels (intensity 0–1) against the number of steps, and what the formula expects of chance.",
		curves: [
			{ name: "measured", x: looks, y: told },
			{ name: "formula", x: looks, y: chance },
		],
		xTitle: "steps looked at",
		yTitle: "error of a pixel (–)",
		xScale: "log",
		yScale: "log",
		dataset: digits,
	}),
);

// %%
check("error after 200 steps over the formula's", told[7] / chance[7], 1, 0.15);
check("error after 50 steps over that after 200", told[5] / told[7], 2, 0.35);

// %% [markdown]
// That is the price of chance: accuracy grows with the *square root* of time. It is also a gift. At every moment there is an answer, a little better than before; notebook 08 makes use of that.
//
// ## 3. The latency code: bright pixels spike early
//
// The visual system hardly has the time to count many spikes (Thorpe et al. 1996). One spike can tell a number if it counts *when* it comes: of $T$ steps, the first for full brightness, the last
// for the threshold $\theta$, and straight between:
//
// $$t_{spike} = \mathrm{round}\left(\frac{1 - p}{1 - \theta}\, (T - 1)\right) \tag{latency.t}$$
//
// **Before you run this:** how will the raster differ from the one above?

// %%
const latency = {
	code: "latency",
	threshold: 0.2,
	prefix: 20,
	steps: 200,
} as const;
const single = encodeSample(latency, image, address);
await show(
	spikeRaster({
		message: "One spike a pixel, the brightest first",
		caption:
			"The first training image in the latency code with a threshold of 0.2; as many steps as above.",
		spikes: single,
		lines: "pixel",
		onset: latency.prefix,
		dataset: digits,
	}),
);

// %%
const once = countsByLine(single);
check("most spikes of a pixel", Math.max(...once), 1, 0);
const dark = image.map((p) => (p > 0.2 * 255 ? p : 0));
check(
	"error of the decoded image, dark pixels left out",
	decodingError(decodeLatency(latency, single), dark),
	0,
	1 / 199,
);
checkBetween(
	"spikes of the rate code for one of the latency code",
	train.indices.length / single.indices.length,
	20,
	100,
);

// %% [markdown]
// Dozens of times fewer spikes, and what is brighter than $\theta$ is as exact as 200 steps can be. What is the catch? In the rate code each spike may be lost; here none may. And a network
// that gets all of it in a few steps has to remember it for the rest.

// %%
const perStep = [train, single].map((spikes) =>
	Array.from(countsByStep(spikes)),
);
const time = perStep[0].map((_, t) => t);
await show(
	linePlot({
		message: "The rate code is a steady rain, the latency code a flash",
		caption: "Spikes of all pixels in each step, for the same image.",
		curves: [
			{ name: "rate code", x: time, y: perStep[0] },
			{ name: "latency code", x: time, y: perStep[1] },
		],
		xTitle: "time (steps)",
		yTitle: "spikes (per step)",
		dataset: digits,
	}),
);

// %%
const busiest = perStep.map((counts) => {
	const sum = (some: number[]) => some.reduce((total, n) => total + n, 0);
	return sum([...counts].sort((a, b) => b - a).slice(0, 20)) / sum(counts);
});
checkBetween(
	"share of the rate code's spikes in its 20 busiest steps of 200",
	busiest[0],
	0.1,
	0.16,
);
checkBetween("and of the latency code's", busiest[1], 0.4, 0.95);

// %% [markdown]
// ## 4. A camera that takes no pictures
//
// In an *event camera* each pixel minds its own business: when its light has changed by a certain factor, it sends an event, *ON* or *OFF*, and otherwise nothing.
// What stands still is invisible. For N-MNIST (Orchard et al. 2015) such a camera was moved in three quick turns, *saccades*, before a screen with an MNIST digit.
//
// Only a part of N-MNIST may be at hand, so the library also has a *simulated* camera, fitted to the recordings. A pixel's light $v$ becomes
//
// $$L = \ln(1 + c\, v) \tag{camera.L}$$
//
// with a contrast $c = -0.9$, and each step of 0.155 of $L$ is an event. **Before you run this:** press *play*. Which edges of the digit light up when it moves to the right?

// %%
const { digits: seen, source } = await seenDigits([0, 3, 4, 7, 8]);
const shown = seen.map(({ recorded, simulated }) => recorded ?? simulated);
const slices = Array.from({ length: 15 }, (_, k) => 20 * k);
await show(
	eventMovie({
		message: "An event camera sees edges, and only while they move",
		caption:
			"ON less OFF events of each pixel in slices of 20 ms while the camera makes three turns. On paper: 40 to 60 ms.",
		pictures: slices.map((from) => ({
			name: `${from}–${from + 20} ms`,
			values: eventPicture(shown[1], from, from + 20),
		})),
		still: 2,
		width: 34,
		height: 34,
		dataset: source,
	}),
);

// %%
const hasRecordings = seen[0].recorded !== undefined;
await show(
	imageGrid({
		message: hasRecordings
			? "The simulated camera sees what the real one saw"
			: "What the simulated camera sees (the recordings are not at hand)",
		caption:
			"ON less OFF events of the first turn, five digits. " +
			(hasRecordings ? "Top: recorded. Bottom: simulated." : "All simulated."),
		images: [
			...seen.map(({ label }, k) => ({
				title: `${label}${hasRecordings ? ", recorded" : ""}`,
				pixels: eventPicture(shown[k], 0, 105),
			})),
			...(hasRecordings ? seen : []).map(({ label, simulated }) => ({
				title: `${label}, simulated`,
				pixels: eventPicture(simulated, 0, 105),
			})),
		],
		width: 34,
		height: 34,
		columns: 5,
		scale: "signed",
		valueTitle: "ON − OFF<br>(events)",
		maximum: 5,
		dataset: source,
	}),
);

// %%
const bins = Array.from({ length: 66 }, (_, k) => 5 * k);
const rhythm = (name: string, kind: "recorded" | "simulated") => ({
	name: name,
	x: bins,
	y: Array.from(eventsOverTime(seen[1][kind] ?? shown[1], 5, 66)),
});
await show(
	linePlot({
		message: "Three turns of the camera, three bursts of events",
		caption: `Events in bins of 5 ms for the digit of the movie${hasRecordings ? "" : ", simulated"}.`,
		curves: [
			...(hasRecordings ? [rhythm("recorded", "recorded")] : []),
			rhythm("simulated", "simulated"),
		],
		xTitle: "time (ms)",
		yTitle: "events (per 5 ms)",
		dataset: source,
	}),
);

// %%
const burst = (from: number, to: number) =>
	eventsOverTime(shown[1], 5, 66)
		.slice(from / 5, to / 5)
		.reduce((sum, count) => sum + count, 0);
checkBetween(
	"events in the middle of the second turn over those at its end (30 ms each)",
	burst(130, 160) / burst(190, 220),
	2,
	100,
);
checkBetween("events of this digit", eventCount(shown[1]), 1000, 10_000);
if (hasRecordings)
	checkBetween(
		"simulated events over recorded ones, five digits",
		seen.reduce((sum, { simulated }) => sum + eventCount(simulated), 0) /
			shown.reduce((sum, recording) => sum + eventCount(recording), 0),
		0.75,
		1.3,
	);

// %% [markdown]
// **What to notice.** Thousands of events, about as many as the rate code has spikes, but they lie where something moved: they mark an edge, a direction and a moment.
//
// ## Exercises
//
// 1. Halve the gain: `{ ...PAPER_ENCODING, gain: 0.125 }`. How many spikes, and what does it do to the error after 200 steps?
//
//    <details><summary>Answer</summary>
//
//    Half the spikes (2,637 for 5,371 of MNIST's first image). The error grows by 1.6, from 0.043 to 0.070; half as many spikes explain at least $\sqrt{2}$ of it. It is the number of spikes that counts, not the time.
//
//    </details>
//
// 2. Cut the latency code to 10 steps. How exact is the picture now?
//
//    <details><summary>Answer</summary>
//
//    Each pixel is rounded to one of ten brightnesses between $\theta$ and 1, so it is wrong by up to half of $0.8 / 9$: 0.044. The number of spikes is the same.
//
//    </details>
//
// 3. What would an event camera send if the digit blinked instead of moving?
//
//    <details><summary>Answer</summary>
//
//    Not edges but the whole stroke: every pixel of the digit changes at once, OFF when it comes (it is darker than its ground here), ON when it goes.
//
//    </details>
//
// ## Where to go next
//
// [04 why spikes are hard to train](04-why-spikes-are-hard-to-train.ipynb): the spikes are there; now the neurons must learn what to make of them.
//
// ## References
//
// - G. Orchard, A. Jayawant, G. K. Cohen, N. Thakor, *Converting static image datasets to spiking neuromorphic datasets using saccades*, Frontiers in Neuroscience 9, 2015: N-MNIST.
// - S. Thorpe, D. Fize, C. Marlot, *Speed of processing in the human visual system*, Nature 381, 1996: there is no time to count spikes.
// - G. Gallego et al., *Event-based vision: a survey*, IEEE TPAMI 44(1), 2022.
