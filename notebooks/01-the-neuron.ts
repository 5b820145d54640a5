// %% [markdown]
// # The neuron
//
// We build the Spiking Recurrent Cell (SRC) from a classical recurrent unit, one term at a time: each step fails in a way
// that the next one mends. Then we turn each of its constants and watch what breaks.

// %%
import {
	check,
	checkBetween,
	compareGates,
	compareNeurons,
	curvePanels,
	evenly,
	fiCurve,
	findSpikes,
	fixedPoints,
	GATE_THRESHOLD,
	gateLyapunov,
	gateSpikes,
	gruResponse,
	heldInput,
	heldOrbit,
	linePlot,
	lossOfRest,
	measureFiring,
	measureSpikes,
	measureSwing,
	only,
	parameterTable,
	phasePlane,
	planeAt,
	pulseCurrent,
	recordNeuron,
	roadPanels,
	roadStages,
	shapePanels,
	show,
	stateTraces,
	stepCurrent,
	sweepFiring,
	swingCurves,
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
// $$h[t] = \tanh(x[t]), \tag{follower.h}$$
//
// and let a leaky integrator gather the input, with a bound that no input can exceed:
//
// $$i[t] = \alpha\, i[t-1] + W s_{in}[t], \tag{src.i}$$
//
// $$x[t] = \rho \tanh(i[t] / \rho). \tag{src.x}$$
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
// $$h[t] = \tanh(x[t] + r\, h[t-1]), \tag{latch.h}$$
//
// with $r = 2$.

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
// With $r > 1$ a unit has two resting states, and between them a third solution of $h = \tanh(r h)$ that nothing rests on; the bistable recurrent cell (BRC; Vecoven, Ernst, Drion 2021) uses
// exactly that as a memory. For a spike it is half the story.

// %%
check("h long after the first pulse", bistable.h[85], bistable.h[159], 0.05);
checkBetween("h, which began near −1, at the end", bistable.h[159], 0.9, 1);
const solutions = [0.5, 2].map(
	(r) => fixedPoints(0, { r: r, rs: 0, biasInit: 0 }).length,
);
check("solutions of h = tanh(r h) for r = 0.5", solutions[0], 1, 0);
check("and for r = 2", solutions[1], 3, 0);

// %% [markdown]
// ## 3. Slow negative feedback: it spikes
//
// Whatever went up must come down. Let a second, *slow* state follow $h$, and let it push back, strongly ($r_s = -7$):
//
// $$h[t] = \tanh(x[t] + r\, h[t-1] + r_s\, h_s[t-1] + b_h), \tag{src.h}$$
//
// $$h_s[t] = z_s[t]\, h_s[t-1] + (1 - z_s[t])\, h[t-1]. \tag{src.hs}$$
//
// Its gate depends on the voltage: at rest the slow state keeps $z_{hyp} = 0.9$ of itself each step, during a spike $z_{dep} = 0$:
//
// $$z_s[t] = z_{hyp} + (z_{dep} - z_{hyp})\, H(h[t-1] - 0.5). \tag{src.zs}$$
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
// ### The road in one picture
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
// **What to notice,** from top to bottom. It follows; it remembers; it fires, in long spikes; it fires in short ones. Up to here five brief spikes are
// lost on it, for each is gone before $h$ has taken off. The integrator adds them up: spikes in, spikes out.

// %%
const roadSpikes = road.map(({ course }) => findSpikes(course));
const longest = roadSpikes.map((found) =>
	Math.max(...found.map((s) => s.length)),
);
check("longest spike without the gate's voltage dependence", longest[2], 6, 0);
check("and with it", longest[3], 3, 0);
check(
	"spikes drawn by the brief ones, without integrator",
	roadSpikes[3].filter((s) => s.start > 120).length,
	0,
	0,
);
checkBetween(
	"and with it",
	roadSpikes[4].filter((s) => s.start > 120).length,
	1,
	2,
);

// %% [markdown]
// ## 4. Where it rests, and how it leaves
//
// While its input is held, the neuron is a map of the plane $(h, h_s)$ onto itself. On one line of the plane $h$ stays for a step as it is, on another $h_s$ does:
//
// $$h = \tanh(x + r\, h + r_s\, h_s + b_h), \tag{plane.h}$$
//
// and $h_s = h$. The second is the same whatever the gate does, for $z_s h_s + (1 - z_s) h = h_s$ asks for $h_s = h$ wherever $z_s \neq 1$. Where these *nullclines* cross, the neuron
// can rest. It does so if a small disturbance dies out: if both eigenvalues of the map's Jacobian have a modulus below 1.

// %%
const [atRest] = fixedPoints(0);
const strongX = heldInput(0.3);
const [onTheRun] = fixedPoints(strongX);
const kickTo = (h: number) => heldOrbit({ h: h, hs: atRest.hs }, 0, 60);

// %%
await show(
	phasePlane({
		message: "At rest a kick comes home, if need be by way of a spike",
		caption:
			"Left: no input, h kicked from its rest to −0.4 and to 0.2, numbers count the steps after it. Right: 60 steps under a held input of 0.3. Grey upright line: where the gate opens. One marker a step.",
		threshold: GATE_THRESHOLD,
		panels: [
			planeAt("no input, x = 0", 0, [
				{ name: "kick to −0.4", points: kickTo(-0.4) },
				{ name: "kick to 0.2", points: kickTo(0.2), numbered: 4 },
			]),
			planeAt(`held input, x = ${strongX.toFixed(2)}`, strongX, [
				{
					name: "steady firing",
					points: heldOrbit(atRest, strongX, 60, {}, 200),
				},
			]),
		],
	}),
);

// %% [markdown]
// **What to notice.** $h$ moves to the right below its nullcline and to the left above it. The strong kick lands where $h$ rises past 0.5 (step 1); the gate
// opens, $h_s$ jumps (2), $h$ falls (3), and both creep down the left edge: the refractory pause. An input lifts the $h$-nullcline. The crossing slides onto
// its rising branch, where nothing holds the neuron, and the creep ends in the next take-off.

// %%
const [spiral] = atRest.eigenvalues;
check("fixed points without input", fixedPoints(0).length, 1, 0);
check("h at rest", atRest.h, -0.903, 0.001);
checkBetween(
	"growth of a disturbance per step, at rest",
	atRest.growth,
	0,
	0.7,
);
checkBetween("and at a held input of 0.3", onTheRun.growth, 1.2, 1.5);
check(
	"period in which the resting neuron rings (steps)",
	(2 * Math.PI) / Math.atan2(spiral.im, spiral.re),
	17,
	0.5,
);

// %% [markdown]
// A disturbance shrinks by a third each step and turns as it does: the resting neuron is a damped resonator.
//
// ## 5. How fast does it fire?
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
			"The paper's neuron under a constant input; spikes counted over 1,000 steps. Section 6 looks into the peak at the left.",
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
// ## 6. How long is a spike?
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
// A spike has not only a length. It has a height, and its *area*, the sum of its outputs, is what the next layer's integrator takes in.

// %%
const shapes = await measureSpikes(evenly(0.2, 1, 81));
await show(
	curvePanels({
		message:
			"The rhythm gets faster by whole steps; on each the spike grows, and then starts small again",
		caption: "Spikes within 1,000 steps of each constant input.",
		panels: shapePanels([{ name: "SRC", shapes: shapes }]),
		xTitle: "input current (dimensionless)",
		dataset: null,
	}),
);

// %%
const area = shapes.areas.map(Number);
check("rate at 1 over rate at 0.5", shapes.rates[80] / shapes.rates[30], 1, 0);
check("area at 1 over area at 0.5", area[80] / area[30], 1.39, 0.02);
check("but at 0.5 over area at 0.49", area[30] / area[29], 0.63, 0.02);

// %% [markdown]
// The neuron locks into rhythms of whole steps: 25, 24, 23, 22, 21, 20. Within one rhythm a stronger input makes larger spikes; where the rhythm shortens by a step, the spike loses
// more than a third of its area. So an SRC does say how strong its input is, in the shape of its spikes, but not in a way that only ever rises: it puts out less at 0.5 than at 0.49.
//
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
//
// There is even a third threshold, which no output shows. Section 4 tells where to look: when does the resting state let go?

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

// %%
const swing = measureSwing(evenly(0.1, 0.25, 151));
await show(
	linePlot({
		message:
			"Rest ends at 0.115, output begins at 0.158, the gate joins in at 0.176",
		caption:
			"The fixed point, and the range over which h swings once it has left it. The output is what lies above 0; the gate opens above 0.5.",
		curves: swingCurves(swing),
		xTitle: "input current (dimensionless)",
		yTitle: "h (–)",
		dataset: null,
	}),
);

// %%
const firstAbove = (level: number) =>
	swing.currents[swing.high.findIndex((h) => h > level)];
const lost = lossOfRest();
check("x at which the rest is lost", lost, 1.0953, 1e-4);
checkBetween(
	"inputs on both sides of it",
	lost,
	heldInput(0.1148),
	heldInput(0.115),
);
check("first input with an output", firstAbove(0), 0.158, 0.001);
check("first input at which h reaches the gate", firstAbove(0.5), 0.176, 0.002);

// %% [markdown]
// Between the first two the neuron swings in silence: the eigenvalues leave the unit circle as a pair (a Neimark–Sacker bifurcation), and the swing grows from nothing. Where, can be
// worked out by hand: the determinant
//
// $$\det J = (1 - h^2)\,(r z_{hyp} - r_s (1 - z_{hyp})) = 2.5\,(1 - h^2) \tag{plane.determinant}$$
//
// reaches 1 at $h = -\sqrt{0.6}$.

// %% [markdown]
// ## 7. What each constant does
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
// Worth remembering for training: where the bias is learned, it is kept at or below −4. That does not keep a neuron from firing by itself: the loss of rest
// depends on $x + b_h$ alone, and so lies at $b_h = 1.095 - 6 \approx -4.9$ for a neuron without input.
//
// **$\rho$, the bound of the input,** seems to do little; the input is squashed anyway. But squashed further, it would meet another resting state.

// %%
const inputs = evenly(0, 16, 161);
const growths = inputs.map((x) => fixedPoints(x)[0].growth);
await show(
	linePlot({
		message:
			"Above x = 12.3 the neuron would stay up for ever; the bound keeps x below 3",
		caption:
			"Growth of a small disturbance of the fixed point per step against x held: below 1 the neuron rests. The jump is where the fixed point passes the gate's threshold.",
		curves: [{ name: "growth", x: inputs, y: growths }],
		xTitle: "bounded input x (–)",
		yTitle: "growth (per step)",
		dataset: null,
	}),
);

// %%
const block = Math.max(...inputs.filter((_, k) => growths[k] >= 1));
check("x above which the neuron rests again", block, 12.25, 0.1);
const wide = await recordNeuron(stepCurrent(300, 1.6, 0), { rho: 20 });
checkBetween(
	"output at ρ = 20 and a strong input, for ever",
	Math.min(...wide.s_out.slice(100)),
	0.9,
	1,
);

// %% [markdown]
// Physiologists know it as depolarisation block: a neuron driven too hard stops firing and stays up. With $\rho = 3$ no input is too hard.
//
// ## 8. Which $h$ does the gate look at?
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
// The code of 2023 had a sigmoid in place of the step, which makes four readings.

// %%
await show(
	linePlot({
		message: "A gate that looks at h[t] makes smaller spikes",
		caption:
			"s<sub>out</sub> from one step before a spike begins, averaged over the spikes of 1,000 steps of a constant input of 0.5.",
		curves: await gateSpikes(0.5),
		xTitle: "time since the spike began (steps)",
		yTitle: "s<sub>out</sub> (–)",
		dataset: null,
	}),
);

// %%
await show(
	curvePanels({
		message: "Which h the gate looks at matters most, step or sigmoid less",
		caption:
			"Spikes within 1,000 steps of each constant input; four readings of the gate.",
		panels: shapePanels(await compareGates(evenly(0.2, 1, 33))),
		xTitle: "input current (dimensionless)",
		panelHeight: 90,
		dataset: null,
	}),
);

// %% [markdown]
// **What to notice.** The spikes with $h[t]$ are more frequent by two fifths and half as large, so that the output as a whole is less. And their curves are ragged, though nothing here
// is random. Is the firing itself irregular? Let two neurons begin a billionth apart: by what factor does their distance grow a step?

// %%
await show(
	linePlot({
		message:
			"The neuron is chaotic with a step of h[t], and locks into a rhythm with one of h[t−1]",
		caption:
			"Largest Lyapunov exponent under each constant input, over 10,000 steps: below 0 a small disturbance is forgotten, above 0 it is magnified.",
		curves: gateLyapunov(evenly(0.1, 1, 61)),
		xTitle: "input current (dimensionless)",
		yTitle: "Lyapunov exponent (1/step)",
		dataset: null,
	}),
);

// %%
const lateGates = gateLyapunov(evenly(0.5, 1, 11)).map(({ y }) =>
	Array.from(y, Number),
);
checkBetween(
	"largest exponent with a step of h[t−1], from 0.5 on",
	Math.max(...lateGates[0]),
	-0.3,
	0,
);
checkBetween(
	"smallest with a step of h[t]",
	Math.min(...lateGates[1]),
	0.05,
	0.2,
);
check(
	"loss of rest: h[t] less h[t−1]",
	lossOfRest({ gateTiming: "current" }) - lossOfRest(),
	0,
	1e-8,
);

// %% [markdown]
// When it leaves its rest, on the other hand, does not depend on the gate's timing at all: at a fixed point $h_s = h$, and a gate between equal values has nothing to move.
//
// ## 9. All constants
//
// From the library itself, with how sure each is.

// %%
await show(parameterTable());

// %% [markdown]
// **Exercise.** A pulse of one step and strength 0.6 draws no spike from a resting neuron, one of 0.8 does. Two pulses of 0.6? Does it
// matter how far apart they are? (`recordNeuron(pulseCurrent(80, 0.6, [20, 24]))`)
//
// Next: [a hundred of these neurons learn to read](02-a-first-network.ipynb).
