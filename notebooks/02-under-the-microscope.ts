// %% [markdown]
// # One neuron under the microscope
//
// *What does a Spiking Recurrent Cell do with its input, and what is each of its constants for?* We give one neuron every test that
// physiologists give theirs, and some that only mathematicians can.
//
// **You will learn** to read a phase plane, what an f–I curve says about what a neuron can tell, where a spike's length comes from, and which
// constants may be changed without breaking it. **Time:** about 30 minutes to read; it trains nothing. **You need** the six equations that
// [01](01-from-gru-to-spikes.ipynb) built; words that are new to you stand in [the glossary](00-start-here.ipynb#glossary).

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
	heldInput,
	heldOrbit,
	linePlot,
	bifurcationPoint,
	measureFiring,
	measureSpikes,
	bifurcationDiagram,
	only,
	parameterTable,
	phasePlane,
	planeAt,
	recordNeuron,
	shapePanels,
	show,
	stateTraces,
	stepCurrent,
	sweepFiring,
	bifurcationCurves,
	travellingSpike,
} from "spiking-recurrent-cell";

// %% [markdown]
// ## 1. The traces
//
// First the plain view: an input that is switched on and stays.

// %%
const onset = stepCurrent(120, 0.5, 20);
const late = await recordNeuron(onset);
await show(
	stateTraces({
		message: "A constant input makes the neuron fire at a steady pace",
		caption: "A constant input of 0.5 from step 20 on; the paper's constants.",
		traces: only(late, ["input", "x", "h", "hs", "zs", "s_out"]),
	}),
);

const paced = findSpikes(late.s_out).map((s) => s.start);
check("spikes in 100 steps", paced.length, 5, 0);
checkBetween("steps from the second to the third", paced[2] - paced[1], 20, 22);

// %% [markdown]
// ## 2. Where it rests, and how it leaves
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
//
// Watch it move: press *play*, or drag the slider. (On GitHub, where figures stand still, the way is drawn as a line.)

// %%
await show(
	travellingSpike({
		message: "A spike is one round trip through the phase plane",
		caption:
			"Two spikes under a held input of 0.3: the neuron in the phase plane, and its states over time. The upright line is where the gate opens.",
		threshold: GATE_THRESHOLD,
		panel: planeAt(`held input, x = ${strongX.toFixed(2)}`, strongX, [
			{
				name: "way of the neuron",
				points: heldOrbit(atRest, strongX, 46, {}, 200),
			},
		]),
	}),
);

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
// ## 3. How fast does it fire?
//
// Hold the input at each of many strengths, wait, and count spikes for 1,000 steps: the f–I curve (frequency against current).
//
// **Before you run this:** draw your guess. Does the rate rise from zero, or jump? Does it ever stop rising?

// %%
const currents = evenly(0, 1, 51);
const firing = await measureFiring(currents);
await show(
	fiCurve({
		message: "The rate jumps, and above an input of 0.2 it rises but slowly",
		caption:
			"The paper's neuron under a constant input; spikes counted over 1,000 steps. Section 4 looks into the peak at the left.",
		curves: [{ name: "SRC", x: firing.currents, y: firing.rates }],
	}),
);

// %% [markdown]
// **What to notice.** The neuron has a floor: it is silent, or it fires at 0.04 spikes a step and more. And above an input of 0.2 it has a ceiling at 0.05, one spike in
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
// ## 4. How long is a spike, and how large?
//
// The paper's spikes last one to three steps. Besides its length a spike has a height, and its *area*, the sum of its outputs, is what the next
// layer's integrator takes in. Let us measure all of them.

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
const above = await measureFiring(evenly(0.2, 1, 81));
checkBetween("shortest spike from 0.2 to 1", Math.min(...above.shortest), 1, 3);
checkBetween("longest spike from 0.2 to 1", Math.max(...above.longest), 1, 3);
const area = shapes.areas.map(Number);
check("rate at 1 over rate at 0.5", shapes.rates[80] / shapes.rates[30], 1, 0);
check("area at 1 over area at 0.5", area[80] / area[30], 1.39, 0.02);
check("but at 0.5 over area at 0.49", area[30] / area[29], 0.63, 0.02);

// %% [markdown]
// The neuron locks into rhythms of whole steps: 25, 24, 23, 22, 21, 20. Within one rhythm a stronger input makes larger spikes; where the rhythm shortens by a step, the spike loses
// up to 37 % of its area. So an SRC does say how strong its input is, in the shape of its spikes, but not in a way that only ever rises: it puts out less at 0.5 than at 0.49.
//
// ### A surprise just above the threshold
//
// The left edge of the f–I curve is odd: the weakest inputs that draw anything draw *more* spikes than stronger ones. Look closer.

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
// Two thresholds are at work. The ReLU lets out whatever is above 0, but the gate opens only above 0.5. In between, $h$ oscillates
// softly: no reset, no refractory pause, small "spikes" at up to one in sixteen steps. So the f–I curve falls once
// before it rises, and up to about 0.19 a spike can last four steps. The claim of one to three steps holds for the neuron at work, not at the very edge.
//
// There is even a third threshold, which no output shows. Section 2 tells where to look: when does the resting state let go?

// %%
const edge = await measureFiring(evenly(0.15, 0.2, 51));
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
check(
	"fewest steps a spike from 0.15 to 0.2",
	1 / Math.max(...edge.rates),
	16,
	0.5,
);
const fourSteps = edge.longest.findLastIndex((length) => length > 3);
check(
	"longest spike from 0.15 to 0.2 (steps)",
	Math.max(...edge.longest),
	4,
	0,
);
check(
	"last input at which one lasts longer than three steps",
	edge.currents[fourSteps],
	0.19,
	0.003,
);

// %%
const diagram = bifurcationDiagram(evenly(0.1, 0.25, 151));
await show(
	linePlot({
		message:
			"Rest ends at 0.115, output begins at 0.158, the gate joins in at 0.176",
		caption:
			"The fixed point, and the range over which h swings once it has left it. The output is what lies above 0; the gate opens above 0.5.",
		curves: bifurcationCurves(diagram),
		xTitle: "input current (dimensionless)",
		yTitle: "h (–)",
		dataset: null,
	}),
);

const firstAbove = (level: number) =>
	diagram.currents[diagram.high.findIndex((h) => h > level)];
const lost = bifurcationPoint();
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
//
// ## 5. What each constant does
//
// One at a time; everything else stays as in the paper. For each, before you run its cell: what happens if it is weaker?
//
// **$r$, the fast positive feedback,** makes the take-off.

// %%
await show(
	stateTraces({
		message: "With weak positive feedback the neuron only rings",
		caption: "A constant input of 0.5 from step 20 on; r = 2 and r = 0.5.",
		traces: await compareNeurons(onset, "r", [2, 0.5], ["h", "hs", "s_out"]),
	}),
);

const weakR = await measureFiring([0.2, 0.5, 1, 5], { r: 0.5 });
check(
	"highest rate at r = 0.5, once it has settled",
	Math.max(...weakR.rates),
	0,
	0,
);

// %% [markdown]
// With so little self-excitation $h$ and $h_s$ chase one another and agree. A spike needs $r$ large enough to leave a resting state for good.
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
// **$z_{dep}$, its memory during a spike,** is zero, so that the brake comes at once; [01](01-from-gru-to-spikes.ipynb) shows how spikes drag on where it is not.
//
// **$b_h$, the bias,** is the distance to the threshold. **Before you run this:** what happens at $b_h = -4$?

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
			"Above an x of about 12 the neuron would stay up for ever; the bound keeps x below 3",
		caption:
			"Growth of a small disturbance of the fixed point per step against x held: below 1 the neuron rests. The jump is where the fixed point passes the gate's threshold.",
		curves: [{ name: "growth", x: inputs, y: growths }],
		xTitle: "bounded input x (–)",
		yTitle: "growth (per step)",
		dataset: null,
	}),
);

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
// ## 6. Which $h$ does the gate look at?
//
// The paper's text writes $z_s$ with $h[t]$; the code that works uses $h[t-1]$, and so does this library unless told otherwise.

// %%
const early = await recordNeuron(onset, { gateTiming: "current" });
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
	bifurcationPoint({ gateTiming: "current" }) - bifurcationPoint(),
	0,
	1e-8,
);

// %% [markdown]
// When it leaves its rest, on the other hand, does not depend on the gate's timing at all: at a fixed point $h_s = h$, and a gate between equal values has nothing to move.
//
// ## 7. All constants
//
// From the library itself, with how sure each is.

// %%
await show(parameterTable());

// %% [markdown]
// ## Exercises
//
// 1. The neuron is silent at $b_h = -6$ and fires by itself at $-4$. Predict where between the two it loses its rest, and where it begins to put something out, from the
//    three thresholds of section 4 and `heldInput`. Then try `measureFiring([0], { biasInit: -4.7 })` and `-4.5`.
//
//    <details><summary>Answer</summary>
//
//    Only $x + b_h$ counts. Rest is lost at $1.095 - 6 = -4.905$. Output begins where $x$ is that of an input of 0.158, `heldInput(0.158)` $\approx 1.449$, hence at $-4.55$: between
//    the two the neuron swings in silence, at $-4.7$ no less than at $-4.9$.
//
//    </details>
//
// 2. The f–I curve ends at 0.05 spikes a step. Which constant sets that ceiling? Try `sweepFiring(evenly(0, 1, 26), "rho", [1, 2, 6])` and the same for `"zHyp"`.
//
//    <details><summary>Answer</summary>
//
//    Both. $z_{hyp}$ sets how long $h_s$ takes to come back: 0.082 spikes a step at 0.8, 0.050 at 0.9, 0.030 at 0.95. $\rho$ bounds how hard the input can pull meanwhile: 0.040 at
//    $\rho = 2$, 0.072 at 6, and at 1 the neuron never fires, for $x$ then stays below the 1.095 at which it leaves its rest.
//
//    </details>
//
// 3. A sigmoid of slope 10 is a soft step. Is the neuron with it still chaotic? Read it off the last figure of section 6, then check one current with `gateLyapunov([0.7])`.
//
//    <details><summary>Answer</summary>
//
//    With $h[t]$, mostly: 0.12 a step at a current of 0.7, but it has windows of rhythm, such as $-0.06$ at 0.5. With $h[t-1]$ it mostly locks into a rhythm, as the step does.
//
//    </details>
//
// ## Where to go next
//
// [03 pictures as spikes](03-pictures-as-spikes.ipynb): what such a neuron gets to see.
//
// ## References
//
// - F. De Geeter, D. Ernst, G. Drion, *Spike-based computation using classical recurrent neural networks*, Neuromorphic Computing and Engineering 4(2), 2024.
// - E. M. Izhikevich, *Dynamical Systems in Neuroscience*, MIT Press, 2007: phase planes, and the ways in which neurons lose their rest.
// - N. F. Rulkov, *Modeling of spiking-bursting neural behavior using two-dimensional map*, Physical Review E 65, 2002: neurons as maps, as here.
