// %% [markdown]
// # The neuron
//
// We build the Spiking Recurrent Cell (SRC) from a classical recurrent unit, one term at a time: each step fails in a way
// that the next one mends. Then we turn each of its constants and watch what breaks.

// %%
import {
	check,
	checkBetween,
	compareNeurons,
	evenly,
	fiCurve,
	findSpikes,
	gruResponse,
	linePlot,
	measureFiring,
	only,
	parameterTable,
	pulseCurrent,
	recordNeuron,
	show,
	stateTraces,
	stepCurrent,
	sweepFiring,
} from "spiking-recurrent-cell";

// %% [markdown]
// ## 1. A classical unit does not spike
//
// Give a hundred gated recurrent units (GRU), with weights as they start before any training, a constant input.

// %%
const push = stepCurrent(120, 5, 20);
const gruUnits = await gruResponse(push, 100, 1);
const time = Array.from(push.keys());

// %%
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
	"largest change of any unit in the last 40 steps",
	Math.max(...lateChange),
	0,
	1e-3,
);

// %% [markdown]
// A level, not a spike. Reduce the unit to its core, one state and a squashing function,
//
// $$h[t] = \tanh(x[t]),$$
//
// and let a leaky integrator gather the input, with a bound that no input can exceed:
//
// $$i[t] = \alpha\, i[t-1] + W s_{in}[t], \qquad x[t] = \rho \tanh(i[t] / \rho).$$
//
// Two short pulses tell more than a constant input: does the answer end when its cause does?

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
// and nothing all-or-none. Hold the input instead: $i$ settles at $W s_{in} / (1 - \alpha)$, ten times the input, and $x$ at its bound.

// %%
const held = await recordNeuron(stepCurrent(120, 1, 0));
check("i after 120 steps of an input of 1", held.i[119], 10, 0.01);
check(
	"x at the same time, whose bound is 3",
	held.x[119],
	3 * Math.tanh(10 / 3),
	0.01,
);

// %% [markdown]
// ## 2. Fast positive feedback: it latches
//
// A spike takes off by itself. So let the unit excite itself, through its own last state:
//
// $$h[t] = \tanh(x[t] + r\, h[t-1]), \qquad r = 2.$$

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

// %% [markdown]
// Now the answer is all-or-none. But the first pulse throws the switch for good, and the second one finds nothing to do.
// With $r > 1$ a unit has two resting states; the bistable recurrent cell (BRC; Vecoven, Ernst, Drion 2021) uses
// exactly that as a memory. For a spike it is half the story.

// %%
check("h long after the first pulse", bistable.h[85], bistable.h[159], 0.05);
checkBetween("h, which began near −1, at the end", bistable.h[159], 0.9, 1);

// %% [markdown]
// ## 3. Slow negative feedback: it spikes
//
// Whatever went up must come down. Let a second, *slow* state follow $h$, and let it push back, strongly ($r_s = -7$):
//
// $$h[t] = \tanh(x[t] + r\, h[t-1] + r_s\, h_s[t-1] + b_h)$$
//
// $$h_s[t] = z_s\, h_s[t-1] + (1 - z_s)\, h[t-1]$$
//
// Its gate depends on the voltage: at rest the slow state keeps $z_{hyp} = 0.9$ of itself each step, during a spike $z_{dep} = 0$:
//
// $$z_s = z_{hyp} + (z_{dep} - z_{hyp})\, H(h[t-1] - 0.5).$$
//
// At rest $r_s h_s$ is about $+6.3$; the bias $b_h = -6$ cancels most of it. The same pulses again:

// %%
const spiking = await recordNeuron(pulses);
await show(
	stateTraces({
		message: "Fast positive and slow negative feedback together make spikes",
		caption:
			"The same pulses, all constants as in the paper; every state variable of the neuron.",
		traces: only(spiking, ["input", "i", "x", "h", "hs", "zs", "s_out"]),
	}),
);

// %% [markdown]
// **What to notice,** from left to right. The pulse lifts $h$; past a point of no return it lifts itself. Above 0.5 the gate $z_s$
// drops to zero and $h_s$ jumps to where $h$ just was. Now $r_s h_s$ is about $-7$: the floor gives way and $h$ falls to $-1$. The gate shuts,
// $h_s$ creeps back, and the neuron is ready again. The ReLU, $s_{out} = \mathrm{ReLU}(h)$, keeps the excursion and drops the rest.

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
// ## 4. How fast does it fire?
//
// Hold the input at each of many strengths, wait, and count spikes for 1,000 steps: the f–I curve.

// %%
const currents = evenly(0, 1, 51);
const firing = await measureFiring(currents);
await show(
	fiCurve({
		message:
			"The rate jumps, and above an input of 0.2 it hardly rises any more",
		caption:
			"The paper's neuron under a constant input; spikes counted over 1,000 steps. Section 5 looks into the peak at the left.",
		curves: [{ name: "SRC", x: firing.currents, y: firing.rates }],
	}),
);

// %% [markdown]
// **What to notice.** The neuron has a floor: it is silent, or it fires at 0.04 spikes a step and more. And it has a ceiling at 0.05, one spike in
// twenty steps, because the input itself is bounded and the slow state needs its time. An SRC hardly tells by its *rate* how strong an input is.

// %%
const strong = await measureFiring([0.2, 0.5, 1, 100]);
check(
	"rate at an input of 0.2 (spikes per step)",
	strong.rates[0],
	0.04,
	0.002,
);
check("rate at an input of 100", strong.rates[3], strong.rates[2], 0.002);
const rises = firing.rates.slice(11).map((f, k) => f - firing.rates[k + 10]);
checkBetween(
	"smallest rise from one input to the next, from 0.2 on",
	Math.min(...rises),
	-0.001,
	0.01,
);

// %% [markdown]
// ## 5. How long is a spike?
//
// The paper's spikes last one to three steps. Let us measure all of them.

// %%
await show(
	linePlot({
		message: "A spike lasts two or three steps, except close to the threshold",
		caption:
			"Shortest and longest spike within 1,000 steps of each constant input; 0 where the neuron is silent.",
		curves: [
			{ name: "longest", x: firing.currents, y: firing.longest },
			{ name: "shortest", x: firing.currents, y: firing.shortest },
		],
		xTitle: "input current (dimensionless)",
		yTitle: "length of a spike (steps)",
		dataset: null,
	}),
);

// %%
const above = await measureFiring(evenly(0.2, 1, 81));
checkBetween("shortest spike from 0.2 to 1", Math.min(...above.shortest), 1, 3);
checkBetween("longest spike from 0.2 to 1", Math.max(...above.longest), 1, 3);

// %% [markdown]
// ### A surprise just above the threshold
//
// The left edge of both figures is odd: the weakest inputs that draw anything draw *more* spikes, of other lengths. Look closer.

// %%
const edge = await measureFiring(evenly(0.15, 0.2, 51));
await show(
	fiCurve({
		message: "Between 0.158 and 0.18 the neuron fires faster than at 0.2",
		caption:
			"The left edge of the f–I curve in steps of 0.001; spikes counted over 1,000 steps.",
		curves: [{ name: "SRC", x: edge.currents, y: edge.rates }],
	}),
);

// %%
await show(
	stateTraces({
		message:
			"Close to the threshold h swings above zero without ever reaching the gate",
		caption: "A constant input of 0.165 and one of 0.2, both from step 0 on.",
		traces: [
			{
				name: "input 0.2",
				states: only(await recordNeuron(stepCurrent(300, 0.2, 0)), [
					"h",
					"zs",
					"s_out",
				]),
			},
			{
				name: "input 0.165",
				states: only(await recordNeuron(stepCurrent(300, 0.165, 0)), [
					"h",
					"zs",
					"s_out",
				]),
			},
		],
	}),
);

// %% [markdown]
// Two thresholds are at work. The ReLU lets out whatever is above 0, but the gate closes only above 0.5. In between, $h$ oscillates
// softly: no reset, no refractory pause, small "spikes" at up to one in sixteen steps. So the f–I curve falls once
// before it rises, and up to about 0.19 a spike can last four steps. The claim of one to three steps holds for the neuron at work, not at the very edge.

// %%
const soft = findSpikes((await recordNeuron(stepCurrent(600, 0.165, 0))).s_out);
checkBetween(
	"largest output at 0.165 once it has settled",
	Math.max(...soft.slice(5).map((s) => s.peak)),
	0,
	0.5,
);
checkBetween(
	"rate at 0.165 over rate at 0.2",
	edge.rates[15] / edge.rates[50],
	1.3,
	1.7,
);

// %% [markdown]
// ## 6. What each constant does
//
// One at a time; everything else stays as in the paper.
//
// **$r$, the fast positive feedback,** makes the take-off.

// %%
const onset = stepCurrent(120, 0.5, 20);
await show(
	stateTraces({
		message: "With weak positive feedback the neuron only rings",
		caption: "A constant input of 0.5 from step 20 on; r = 2 and r = 0.5.",
		traces: await compareNeurons(onset, "r", [2, 0.5], ["h", "hs", "s_out"]),
	}),
);

// %%
const weakR = await measureFiring([0.2, 0.5, 1, 5], { r: 0.5 });
check(
	"highest rate at r = 0.5, once it has settled",
	Math.max(...weakR.rates),
	0,
	0,
);

// %% [markdown]
// Without self-excitation $h$ and $h_s$ chase one another and agree. A spike needs $r$ large enough to leave a resting state for good.
//
// **$r_s$, the slow negative feedback,** ends the spike; and since it works at rest too, where it pushes *up*, it also
// sets how close to take-off the neuron rests.

// %%
const weakRs = await compareNeurons(
	onset,
	"rs",
	[-7, -5],
	["h", "hs", "s_out"],
);
await show(
	stateTraces({
		message:
			"With weak negative feedback the neuron fires once and then never again",
		caption: "The same input; r<sub>s</sub> = −7 and r<sub>s</sub> = −5.",
		traces: weakRs,
	}),
);

// %%
check(
	"spikes at r_s = −5",
	findSpikes(weakRs[1].states.s_out ?? []).length,
	1,
	0,
);

// %% [markdown]
// **$z_{hyp}$, the memory of the slow state at rest,** is the length of the refractory pause.

// %%
const zHypCurves = await sweepFiring(
	evenly(0, 1, 26),
	"zHyp",
	[0.8, 0.9, 0.95],
);
await show(
	fiCurve({
		message: "The longer the slow state remembers, the slower the neuron fires",
		caption:
			"Three memories of the slow state at rest; spikes counted over 500 steps.",
		curves: zHypCurves,
	}),
);

// %%
const ceilings = zHypCurves.map(({ y }) => Number(y[25]));
check(
	"ceiling at z_hyp = 0.8 over that at 0.9",
	ceilings[0] / ceilings[1],
	5 / 3,
	0.15,
);
check(
	"ceiling at z_hyp = 0.95 over that at 0.9",
	ceilings[2] / ceilings[1],
	0.55,
	0.1,
);

// %% [markdown]
// **$z_{dep}$, its memory during a spike,** is zero, so that the brake comes at once. Let it remember, and the spike drags on.

// %%
const dragging = await compareNeurons(
	onset,
	"zDep",
	[0, 0.9],
	["h", "zs", "hs", "s_out"],
);
await show(
	stateTraces({
		message:
			"Without the voltage-dependent gate spikes are longer, and h<sub>s</sub> swings less",
		caption:
			"The same input; z<sub>dep</sub> = 0, and z<sub>dep</sub> = 0.9 = z<sub>hyp</sub>, which is no gate at all.",
		traces: dragging,
	}),
);

// %%
const dragged = findSpikes(dragging[1].states.s_out ?? []).map((s) => s.length);
checkBetween("shortest spike without the gate", Math.min(...dragged), 4, 5);

// %% [markdown]
// The neuron still fires: the gate is not what makes the spike, it is what makes it short.
//
// **$b_h$, the bias,** is the distance to the threshold.

// %%
const biasCurves = await sweepFiring(
	evenly(0, 1, 26),
	"biasInit",
	[-4, -5, -6, -7],
);
await show(
	fiCurve({
		message:
			"The bias moves the threshold; at −4 the neuron fires without any input",
		caption: "Four values of the bias; spikes counted over 500 steps.",
		curves: biasCurves,
	}),
);

// %%
checkBetween(
	"rate without input at b_h = −4",
	Number(biasCurves[0].y[0]),
	0.03,
	0.05,
);
check("rate without input at b_h = −5", Number(biasCurves[1].y[0]), 0, 0);

// %% [markdown]
// Worth remembering for training: where the bias is learned, it is kept at or below −4. That does not keep a neuron from firing by itself.
//
// ## 7. Which $h$ does the gate look at?
//
// The paper's text writes $z_s$ with $h[t]$; the code that works uses $h[t-1]$, and so does this library unless told otherwise.

// %%
const early = await recordNeuron(onset, { gateTiming: "current" });
const late = await recordNeuron(onset);
await show(
	stateTraces({
		message:
			"A gate that looks at h[t] brakes a step earlier: shorter, more frequent spikes",
		caption:
			"The same input; z<sub>s</sub> computed from h[t−1] (default) and from h[t].",
		traces: [
			{ name: "h[t−1]", states: only(late, ["h", "zs", "hs", "s_out"]) },
			{ name: "h[t]", states: only(early, ["h", "zs", "hs", "s_out"]) },
		],
	}),
);

// %%
const earlyFiring = await measureFiring(evenly(0.2, 1, 17), {
	gateTiming: "current",
});
checkBetween(
	"shortest spike with h[t]",
	Math.min(...earlyFiring.shortest),
	1,
	1,
);
checkBetween("longest spike with h[t]", Math.max(...earlyFiring.longest), 2, 3);
checkBetween(
	"rate at 1 with h[t], over that with h[t−1]",
	earlyFiring.rates[16] / strong.rates[2],
	1.3,
	1.6,
);

// %% [markdown]
// One to three steps, then, is what the two readings of the gate span together: two or three with $h[t-1]$, mostly one or two with $h[t]$.
//
// ## 8. All constants
//
// From the library itself, with how sure each is.

// %%
await show(parameterTable());

// %% [markdown]
// **Exercise.** A pulse of one step and strength 0.6 draws no spike from a resting neuron, one of 0.8 does. Two pulses of 0.6? Does it
// matter how far apart they are? (`recordNeuron(pulseCurrent(80, 0.6, [20, 24]))`)
//
// Next: [a hundred of these neurons learn to read](02-a-first-network.ipynb).
