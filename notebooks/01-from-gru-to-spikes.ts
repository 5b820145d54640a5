// %% [markdown]
// # From a GRU to a neuron that spikes
//
// *How does one turn a unit that deep learning knows how to train into one that spikes?* We take the gated recurrent unit (GRU) and change
// one thing at a time. Each change breaks something, the next one mends it, and the last is the Spiking Recurrent Cell (SRC).
//
// **You will learn** why a classical unit does not spike by itself, what positive and negative feedback do, why they must act at different speeds, and what
// each equation of the SRC is there for. **Time:** about 20 minutes to read; it trains nothing. **You need** [the first page](00-start-here.ipynb); words
// that are new to you stand in [its glossary](00-start-here.ipynb#glossary).

// %%
import {
	check,
	checkBetween,
	compareNeurons,
	curvePanels,
	evenly,
	findSpikes,
	fixedPoints,
	gruResponse,
	linePlot,
	only,
	pulseCurrent,
	recordNeuron,
	roadPanels,
	roadStages,
	show,
	stateTraces,
	stepCurrent,
} from "spiking-recurrent-cell";

// %% [markdown]
// ## 1. A classical unit does not spike
//
// A GRU keeps one number, $h$, between $-1$ and $1$. At each step two *gates*, numbers between 0 and 1, say how much of its past it
// looks at ($r$) and how much of it it keeps ($z$). For one unit, with input $x$ and weights $W$, $U$, $b$:
//
// $$r[t] = \sigma(W_r x[t] + U_r h[t-1] + b_r) \tag{gru.r}$$
//
// $$z[t] = \sigma(W_z x[t] + U_z h[t-1] + b_z) \tag{gru.z}$$
//
// $$n[t] = \tanh(W_n x[t] + b_n + r[t]\, U_n h[t-1]) \tag{gru.n}$$
//
// $$h[t] = (1 - z[t])\, n[t] + z[t]\, h[t-1] \tag{gru.h}$$
//
// (The names in brackets are not page numbers. Under each, a test looks up the library's function and compares it with the formula
// you read, on random numbers: [CONTRIBUTING](../CONTRIBUTING.md).)
//
// **Before you run this:** a hundred GRU units with fresh random weights get nothing for 20 steps, then an input of 5 that stays. What do they do in the end?

// %%
const push = stepCurrent(120, 5, 20);
const gruUnits = await gruResponse(push, 100, 1);
const time = Array.from(push.keys());
await show(
	linePlot({
		message: "A GRU answers a constant input with a constant output",
		caption:
			"h of five of 100 GRU units with fresh random weights; an input of 5 is switched on at step 20 and stays.",
		curves: gruUnits
			.slice(0, 5)
			.map((h, k) => ({ name: `unit ${k + 1}`, x: time, y: h })),
		xTitle: "time (steps)",
		yTitle: "h (–)",
		dataset: null,
	}),
);

// %%
const lateChange = gruUnits.map((h) => Math.abs(h[119] - h[79]));
check(
	"largest change of any of the 100 units in the last 40 steps",
	Math.max(...lateChange),
	0,
	1e-3,
);

// %% [markdown]
// A level, not a spike. To see why, reduce the unit to its core, one state and a squashing function,
//
// $$h[t] = \tanh(x[t]), \tag{follower.h}$$
//
// and let a leaky integrator gather the incoming spikes $s_{in}$, with a bound that no input can exceed:
//
// $$i[t] = \alpha\, i[t-1] + W s_{in}[t] \tag{src.i}$$
//
// $$x[t] = \rho \tanh(i[t] / \rho) \tag{src.x}$$
//
// **Before you run this:** two pulses of three steps come in. Does the answer end when its cause does?

// %%
const pulses = pulseCurrent(160, 1, [20, 90], 3);
const passive = await recordNeuron(pulses, { r: 0, rs: 0, biasInit: 0 });
await show(
	stateTraces({
		message: "Without feedback the unit only follows its input",
		caption: "Two pulses of three steps; both feedbacks and the bias are zero.",
		traces: only(passive, ["input", "i", "x", "h"]),
	}),
);

// %% [markdown]
// **What to notice.** The pulse lasts three steps and the answer about thirty: $i$ decays by a factor $\alpha = 0.9$ a step. There is no threshold
// and nothing all-or-none: a larger pulse would make a larger bump. Hold the input instead: $i$ settles at $W s_{in} / (1 - \alpha)$, ten times the input, and $x$ near its bound $\rho = 3$.

// %%
const held = await recordNeuron(stepCurrent(120, 1, 0));
check("i after 120 steps of an input of 1", held.i[119], 10, 0.01);
check(
	"x at the same time, whose bound is 3",
	held.x[119],
	3 * Math.tanh(10 / 3),
	0.01,
);
const larger = await recordNeuron(pulseCurrent(160, 0.1, [20], 3), {
	r: 0,
	rs: 0,
	biasInit: 0,
});
checkBetween(
	"peak of h for a pulse a tenth as strong",
	Math.max(...larger.h),
	0.1,
	0.5,
);

// %% [markdown]
// ## 2. Fast positive feedback: it latches
//
// A spike takes off by itself. So let the unit excite itself, through its own last state:
//
// $$h[t] = \tanh(x[t] + r\, h[t-1]) \tag{latch.h}$$
//
// with $r = 2$. This is the heart of the *bistable recurrent cell* (BRC; Vecoven, Ernst and Drion 2021), which came before the SRC and shares two of its authors.
// There the feedback $a$ may itself depend on the input, between 0 and 2, and a gate $c$ as in the GRU decides how much is kept:
//
// $$a[t] = 1 + \tanh(W_a x[t] + w_a h[t-1]) \tag{brc.a}$$
//
// $$h[t] = c[t]\, h[t-1] + (1 - c[t]) \tanh(W x[t] + a[t]\, h[t-1]) \tag{brc.h}$$
//
// **Before you run this:** the same two pulses. What is left for the second to do?

// %%
const bistable = await recordNeuron(pulses, { rs: 0, biasInit: 0 });
await show(
	stateTraces({
		message: "Positive feedback alone gives a switch that never switches back",
		caption:
			"The same pulses with r = 2; there is no slow feedback, and the bias is zero.",
		traces: only(bistable, ["input", "x", "h"]),
	}),
);

// %%
check("h long after the first pulse", bistable.h[85], bistable.h[159], 0.05);
checkBetween("h, which began near −1, at the end", bistable.h[159], 0.9, 1);

// %% [markdown]
// Now the answer is all-or-none. But the first pulse throws the switch for good. Why, a picture says best: where can $h$ rest? Where
// $h = \tanh(r h)$. Let us draw all solutions for each $r$.

// %%
// closer together near 1, where the branches leave the middle
const feedbacks = [
	...evenly(0, 1, 41),
	...evenly(0.02, 1.4, 70).map((u) => 1 + u ** 2),
];
const rests = feedbacks.map((r) =>
	fixedPoints(0, { r: r, rs: 0, biasInit: 0 }).map(({ h }) => h),
);
const branch = (k: number) =>
	rests.map((found, n) =>
		found.length === 3 ? found[k] : feedbacks[n] === 1 ? 0 : null,
	);
await show(
	linePlot({
		message: "Above a feedback of 1 one resting state becomes two",
		caption:
			"All solutions of h = tanh(r h). On the dashed one nothing rests: the least push makes h leave it for one of the others.",
		curves: [
			{ name: "on", x: feedbacks, y: branch(2) },
			{ name: "neither: unstable", x: feedbacks, y: branch(1) },
			{ name: "off", x: feedbacks, y: branch(0) },
			{
				name: "the only one",
				x: feedbacks,
				y: rests.map((found) => (found.length === 1 ? found[0] : null)),
			},
		],
		xTitle: "fast feedback r (–)",
		yTitle: "h at rest (–)",
		dataset: null,
	}),
);

// %%
const solutions = [0.5, 2].map(
	(r) => fixedPoints(0, { r: r, rs: 0, biasInit: 0 }).length,
);
check("solutions of h = tanh(r h) for r = 0.5", solutions[0], 1, 0);
check("and for r = 2", solutions[1], 3, 0);
const firstPair = feedbacks[rests.findIndex((found) => found.length === 3)];
check("feedback from which there are three", firstPair, 1, 0.03);

// %% [markdown]
// A memory, then, and the BRC uses exactly that. For a spike it is half the story: the half that goes up.
//
// ## 3. Slow negative feedback: it spikes
//
// Whatever went up must come down, but not at once, or it would never have got there. So let a second, *slow* state follow $h$, and let it push back, strongly ($r_s = -7$):
//
// $$h[t] = \tanh(x[t] + r\, h[t-1] + r_s\, h_s[t-1] + b_h) \tag{src.h}$$
//
// $$h_s[t] = z_s[t]\, h_s[t-1] + (1 - z_s[t])\, h[t-1] \tag{src.hs}$$
//
// Take $z_s = 0.9$ to begin with: each step the slow state keeps nine tenths of itself. At rest $h_s \approx -0.9$, so $r_s h_s$ is about
// $+6.3$; the bias $b_h = -6$ cancels most of it.
//
// **Before you run this:** hold an input of 0.5. What can the unit do that neither feedback could do alone?

// %%
const onset = stepCurrent(120, 0.5, 20);
const [gated, ungated] = await compareNeurons(
	onset,
	"zDep",
	[0, 0.9],
	["input", "h", "hs", "zs", "s_out"],
);
await show(
	stateTraces({
		message: "Fast positive and slow negative feedback: the unit fires",
		caption:
			"A constant input of 0.5 from step 20 on; z<sub>s</sub> = 0.9 throughout.",
		traces: only(await recordNeuron(onset, { zDep: 0.9 }), [
			"input",
			"h",
			"hs",
			"s_out",
		]),
	}),
);

// %%
const long = findSpikes(ungated.states.s_out ?? []).map((s) => s.length);
check("spikes in 100 steps of constant input", long.length, 7, 0);
checkBetween("shortest of them (steps)", Math.min(...long), 4, 5);

// %% [markdown]
// A constant input, and an answer that is not constant at all. But the spikes drag on for four steps and more: the brake is slow in both directions.
//
// ## 4. A gate that depends on the voltage: short spikes
//
// Real neurons have ion channels that open when the membrane potential is high. Do the same: at rest the slow state keeps $z_{hyp} = 0.9$ of itself
// each step, but as soon as $h$ has passed $0.5$ it keeps $z_{dep} = 0$, and jumps to where $h$ just was:
//
// $$z_s[t] = z_{hyp} + (z_{dep} - z_{hyp})\, H(h[t-1] - 0.5) \tag{src.zs}$$
//
// with $H(u) = 1$ where $u > 0$, else $0$.

// %%
await show(
	stateTraces({
		message: "The gate makes the brake quick when it is needed: short spikes",
		caption:
			"The same input; z<sub>dep</sub> = 0, and z<sub>dep</sub> = 0.9 = z<sub>hyp</sub>, which is no gate at all.",
		traces: [gated, ungated],
	}),
);

// %%
const short = findSpikes(gated.states.s_out ?? []).map((s) => s.length);
checkBetween("longest spike with the gate (steps)", Math.max(...short), 1, 3);
check("spikes in 100 steps", short.length, 5, 0);

// %% [markdown]
// The neuron fires either way: the gate is not what makes the spike, it is what makes it short. It also makes spikes rarer, five where there were seven:
// having jumped all the way up, $h_s$ has farther to come back.
//
// ## 5. All of it, under the two pulses
//
// What leaves the neuron is what lies above zero,
//
// $$s_{out}[t] = \mathrm{ReLU}(h[t]). \tag{src.s}$$
//
// These six equations are the SRC. None has a weight that joins the neurons of a layer: all but $W s_{in}$ happens inside the neuron.

// %%
const spiking = await recordNeuron(pulses);
await show(
	stateTraces({
		message: "One pulse, one spike: every variable of the SRC",
		caption: "The two pulses of section 1, all constants as in the paper.",
		traces: only(spiking, ["input", "i", "x", "h", "hs", "zs", "s_out"]),
	}),
);

// %% [markdown]
// **What to notice,** from left to right. The pulse lifts $h$; past a point of no return it lifts itself. Above 0.5 the gate $z_s$
// drops to zero: $h_s$ keeps nothing of itself and jumps to where $h$ just was. Now $r_s h_s$ is about $-7$: the floor gives way and $h$ falls to $-1$. $z_s$ is back at 0.9,
// $h_s$ creeps back, and the neuron is ready again.

// %%
const answers = findSpikes(spiking.s_out);
check("spikes for two pulses", answers.length, 2, 0);
checkBetween("peak of the first spike", answers[0].peak, 0.9, 1);
checkBetween(
	"r_s h_s + b_h at rest, almost nothing",
	-7 * spiking.hs[0] - 6,
	0,
	0.5,
);

// %% [markdown]
// Is it really the slow state that ends a spike? Hold it still: with $z_{hyp} = z_{dep} = 1$ it stays where it rests.
//
// **Before you run this:** which of the earlier sections will you see again?

// %%
const rest = { h: spiking.h[0], hs: spiking.hs[0] };
const frozen = await recordNeuron(
	pulses,
	{ zHyp: 1, zDep: 1 },
	{ start: rest },
);
await show(
	stateTraces({
		message: "Hold the slow state still, and the spike never ends",
		caption:
			"The paper's neuron, and one whose slow state stays at its resting value; two pulses as before.",
		traces: [
			{
				name: "slow state free",
				states: only(spiking, ["input", "h", "hs", "s_out"]),
			},
			{
				name: "slow state held",
				states: only(frozen, ["input", "h", "hs", "s_out"]),
			},
		],
	}),
);

// %%
const onSteps = frozen.s_out.slice(30).filter((s) => s > 0).length;
check(
	"steps, of the last 130, in which the held neuron is on",
	onSteps,
	130,
	0,
);

// %% [markdown]
// The latch of section 2: without its brake, the SRC is a memory again.
//
// ## 6. The road in one picture
//
// From the GRU to the SRC, each neuron with one thing more than the one above it, all under the same signal: an input held for 60 steps, then
// five brief spikes. The first two are the library's GRU and BRC, with their gates held at one half.

// %%
const road = await roadStages();
await show(
	curvePanels({
		message: "From the GRU to the SRC: each step adds one behaviour",
		caption:
			"The signal, h of four neurons on the way, and the output of the SRC. The third and fourth get the signal itself as x, the last integrates it.",
		panels: roadPanels(road),
		xTitle: "time (steps)",
		dataset: null,
	}),
);

// %% [markdown]
// **What to notice,** from top to bottom. It follows; it remembers; it fires, in long spikes; it fires in short ones. On these last two five brief spikes are
// lost, for each is gone before $h$ has taken off. The integrator adds them up: spikes in, spikes out.

// %%
const roadSpikes = road.map(({ course }) => findSpikes(course));
const longest = roadSpikes.map((found) =>
	Math.max(...found.map((s) => s.length)),
);
const byBrief = roadSpikes.map(
	(found) => found.filter((s) => s.start > 120).length,
);
check("longest spike without the gate's voltage dependence", longest[2], 6, 0);
check("and with it", longest[3], 3, 0);
check("spikes drawn by the brief ones, without integrator", byBrief[3], 0, 0);
checkBetween("and with it", byBrief[4], 1, 2);

// %% [markdown]
// ## Exercises
//
// 1. A pulse of one step and strength 0.6 draws no spike from a resting neuron, one of 0.8 does. Two pulses of 0.6? Does it
//    matter how far apart they are? Start from `recordNeuron(pulseCurrent(80, 0.6, [20, 22]))`.
//
//    <details><summary>Answer</summary>
//
//    Up to three steps apart they draw one spike; four steps apart, none: the first has leaked away too far. The neuron detects coincidences.
//
//    </details>
//
// 2. How weak may the fast feedback be? Try `recordNeuron(stepCurrent(320, 0.5, 20), { r: 0.5 })`, then larger $r$.
//
//    <details><summary>Answer</summary>
//
//    With 0.5 the neuron gives two spikes, rings and falls silent. With 1 it goes on firing: 30 spikes in 300 steps. More feedback makes it *slower* (15 at $r = 2$,
//    11 at $r = 4$): the take-off is later and the way back longer.
//
//    </details>
//
// 3. Without the integrator a brief spike draws nothing. How strong must one be with `alpha: 0`, as in
//    `recordNeuron(pulseCurrent(80, 1, [20, 24, 28]), { alpha: 0 })`?
//
//    <details><summary>Answer</summary>
//
//    1 is too weak, 1.5 draws a spike of one step, 2 one of three. Only the first of the three pulses does: the others find the neuron on its way back.
//
//    </details>
//
// ## Where to go next
//
// [02 under the microscope](02-under-the-microscope.ipynb) takes this one neuron apart: where it rests, how fast it fires, what each constant does.
// In a hurry? [03 pictures as spikes](03-pictures-as-spikes.ipynb).
//
// ## References
//
// - K. Cho et al., *Learning phrase representations using RNN encoder–decoder for statistical machine translation*, EMNLP 2014: the GRU.
// - N. Vecoven, D. Ernst, G. Drion, *A bio-inspired bistable recurrent cell allows for long-lasting memory*, PLoS ONE 16(6), 2021: the BRC.
// - F. De Geeter, D. Ernst, G. Drion, *Spike-based computation using classical recurrent neural networks*, Neuromorphic Computing and Engineering 4(2), 2024: the SRC.
