// %% [markdown]
// # Your own experiment
//
// **The question.** It is yours. This notebook is a sandbox: it turns the knobs of one Spiking Recurrent Cell (SRC), trains a network of such cells, then writes a new cell, trains it, and compares.
//
// **What you will learn.** To set up a comparison that is fair and cheap; to write a cell of your own in a dozen lines, look at it alone and train it in a network; and where to go on from a hunch.
//
// **Time needed.** As long as you like; it trains ten small networks. You should know the neuron ([notebook 01](01-from-gru-to-spikes.ipynb)); new words are explained in
// [the glossary](00-start-here.ipynb#glossary).

// %%
import { add, mul, sub, type Tensor2D } from "@tensorflow/tfjs-core";
import {
	counted,
	countText,
	ofVariant,
	button,
	choice,
	constantLabel,
	type CreateCell,
	check,
	checkBetween,
	comparison,
	currentScale,
	findSpikes,
	leakyReadout,
	lif,
	live,
	measureFiring,
	only,
	openFusedEngine,
	openTensorflowEngine,
	parseScale,
	percentsOf,
	recordNeuron,
	redraw,
	requestLoader,
	runId,
	slider,
	type SRCOptions,
	type SRCSpec,
	SRCCell,
	type State,
	seedRows,
	show,
	simulate,
	src,
	stateTraces,
	stepCurrent,
	trainHere,
	traceOf,
	type Values,
} from "spiking-recurrent-cell";

// %%
const scale = currentScale();
const engine = openFusedEngine();
const load = requestLoader();

// %% [markdown]
// ## 1. Turn the knobs
//
// First one neuron. Move a slider and let go: the traces below are drawn anew, yours beside those of the paper's neuron. (Where there is no kernel or no widgets, as on GitHub, the controls are lines of text: change a `value` in the cell and run both cells again.)
//
// **Before you turn them:** $z_{hyp}$ is how much of itself the slow state keeps at rest. Which way must it go for faster firing? And which of the knobs can silence the neuron?

// %%
const knobs = {
	current: slider("current", { from: 0, to: 1, step: 0.05, value: 0.5 }),
	rs: slider("r_s", { from: -9, to: -4, step: 0.25, value: -7 }),
	zHyp: slider("z_hyp", { from: 0.5, to: 0.98, step: 0.01, value: 0.8 }),
	biasInit: slider("b_h", { from: -8, to: -4, step: 0.25, value: -6 }),
	gate: choice("gate sees", ["h[t−1]", "h[t]"]),
	paper: button("as in the paper"),
};
knobs.paper.onChange(() => {
	const { rs, zHyp, biasInit } = src(1);
	knobs.rs.value = rs;
	knobs.zHyp.value = zHyp;
	knobs.biasInit.value = biasInit;
	knobs.gate.value = "h[t−1]";
});
const yours = (): SRCOptions => ({
	rs: knobs.rs.value,
	zHyp: knobs.zHyp.value,
	biasInit: knobs.biasInit.value,
	gateTiming: knobs.gate.value === "h[t]" ? "current" : "previous",
});
const setting = () =>
	[
		constantLabel("rs", knobs.rs.value),
		constantLabel("zHyp", knobs.zHyp.value),
		constantLabel("biasInit", knobs.biasInit.value),
		`the gate sees ${knobs.gate.value}`,
	].join(", ");

// %%
await redraw(Object.values(knobs), async () => {
	const input = stepCurrent(200, knobs.current.value, 20);
	const theirs = await recordNeuron(input);
	const own = await recordNeuron(input, yours());
	const [few, many] = [theirs, own].map(
		({ s_out }) => findSpikes(s_out).length,
	);
	return stateTraces({
		message: `Your neuron fires ${many} times, the paper's ${few} times`,
		caption: `A constant input of ${knobs.current.value} from step 20 on. Yours: ${setting()}.`,
		traces: [
			{ name: "the paper's", states: only(theirs, ["h", "hs", "s_out"]) },
			{ name: "yours", states: only(own, ["h", "hs", "s_out"]) },
		],
	});
});

// %%
const rateWith = async (options: SRCOptions) =>
	(await measureFiring([0.5], options)).rates[0];
check(
	"spikes at z_hyp 0.8, over those of the paper's",
	(await rateWith({ zHyp: 0.8 })) / (await rateWith({})),
	5 / 3,
	0.15,
);

// %% [markdown]
// <details><summary>Answer</summary>
//
// A smaller $z_{hyp}$ forgets the last spike sooner: at 0.8 the neuron fires five times where the paper's fires three times. At $r_s = -5$ it fires once, at the onset, and never again; so it does at $b_h = -8$. And at an input of 0.1 neither neuron fires.
// </details>
//
// ## 2. Change an option
//
// A comparison is a list of variants that differ in one thing each and share everything else: images, spikes, epochs, seeds. All options of a layer are in `lib/cells/spec.ts`; `src(100)` is the default, and the second argument says what is different.
//
// One variant is yours, with the knobs where you left them. (Leave all but one of them where the paper has them if you want to know which one did it.) The training shows itself while it runs, and can be interrupted.
//
// **Before you run this:** with $z_{hyp} = 0.8$, where the slider stands at first, the neuron recovers sooner and fires faster. A readout with a leak of 0.95 forgets the image's first half ($0.95^{100} = 0.006$). Which of the two costs accuracy?

// %%
const mine = comparison({
	name: "mine",
	question: "What does one changed option do?",
	budgets: {
		smoke: { epochs: 1, train: 200, seeds: 1 },
		quick: { epochs: 2, train: 2000, validation: 200, test: 2000, seeds: 2 },
		paper: { epochs: 10, train: 20_000, seeds: 5 },
	},
	variants: () => [
		{ variant: "SRC", layers: [src(100)] },
		{ variant: "SRC, yours", layers: [src(100, yours())] },
		{
			variant: "SRC, readout leak 0.95",
			layers: [src(100)],
			readout: leakyReadout(10, { leak: 0.95 }),
		},
		{ variant: "LIF", layers: [lif(100)] },
	],
});

// %%
const runs = mine.runs(scale);
const trained = setting();
const done = await trainHere(runs, engine, live(), { load: load });
const { dataset } = done[0];

// %%
const names = [...new Set(runs.map(({ variant }) => variant))];
await show(
	seedRows({
		message: "One thing changed at a time: what did it do?",
		caption: `${countText(runs[0].data.train)} training images, ${counted(runs[0].plan.epochs, "epoch")}. Yours: ${trained}. The axis does not begin at zero.`,
		rows: names.map((name) => ({
			name: name,
			cell: name.startsWith("LIF") ? "lif" : "src",
			values: percentsOf(done.filter(({ variant }) => variant === name)),
		})),
		yTitle: "variant",
		dataset: dataset,
	}),
);

// %%
const [least, most] = { smoke: [15, 60], quick: [75, 90], paper: [85, 99] }[
	scale
];
for (const run of done.filter(({ variant }) => variant !== "SRC, yours"))
	checkBetween(
		`${run.variant}, seed ${run.record.plan.seed}: test accuracy (%)`,
		percentsOf([run])[0],
		least,
		most,
	);

// %% [markdown]
// <details><summary>Answer</summary>
//
// The readout, a little: of MNIST's pictures 81.2 % in place of 82.0. The network whose neurons fire faster has 82.4 %, which with two seeds is no more than the same.
// </details>
//
// **How to read it.** Two seeds are no statistics. If the marks of two variants overlap, you know that the difference is small, not that there is none. To know more, use more seeds before more epochs.
//
// ### What makes a comparison fair
//
// - *Choose on validation images, report on test images.* Whoever tries ten options on the test set and reports the best has trained on it.
// - *Same budget.* If you search a rate for one cell, search it for the other.
// - *Say n.* One seed is an anecdote.
//
// A run is known by its *id*, a hash of everything that decides it: two runs with the same id give the same numbers, to the last bit.

// %%
const ids = runs.map(({ plan, data }) => runId(plan, data));
check("different ids among all runs", new Set(ids).size, runs.length, 0);
check(
	"the same plan, written again, has the same id: true (1)",
	Number(runId(mine.runs(scale)[0].plan, runs[0].data) === ids[0]),
	1,
	0,
);

// %% [markdown]
// ## 3. Write a cell
//
// An idea: biological neurons tire. Let every output raise a fatigue $a$, which decays slowly and is taken off the input:
//
// - $a[t] = 0.99\, a[t-1] + s_{out}[t-1]$,
// - drive $W s_{in}[t] - 0.3\, a[t]$ instead of $W s_{in}[t]$.
//
// A cell is a class with a `step` from state to state. Ours changes two methods of the SRC and inherits the rest. Its states are tensors of TensorFlow.js, which differentiates whatever one writes.

// %%
class TiringCell extends SRCCell {
	override initialState(samples: number, p: Values): State {
		const state = super.initialState(samples, p);
		return { ...state, a: mul(state.h, 0) };
	}
	override step(drive: Tensor2D, state: State, p: Values): State {
		const a = add<Tensor2D>(mul(0.99, state.a), this.output(state));
		const less = sub<Tensor2D>(drive, mul(0.3, a));
		return { ...super.step(less, state, p), a: a };
	}
}
const tiring: CreateCell = (inputs, spec) =>
	new TiringCell(inputs, spec as SRCSpec);

// %% [markdown]
// First look at one neuron alone. **Before you run this:** a constant input from step 20 on. What becomes of the intervals between spikes?

// %%
const current = stepCurrent(300, 0.5, 20);
const fresh = await simulate(src(1), current);
const tired = await simulate(src(1), current, {}, tiring);
const statesOf = (traces: typeof fresh) => ({
	h: traceOf(traces, "h"),
	s_out: traceOf(traces, "s_out"),
});
await show(
	stateTraces({
		message: "A neuron that tires fires less often, after growing pauses",
		caption:
			"A constant input of 0.5 from step 20 on, into the SRC and into the cell of this notebook.",
		traces: [
			{ name: "SRC", states: statesOf(fresh) },
			{ name: "tiring SRC", states: statesOf(tired) },
		],
	}),
);

// %%
const spikesOf = (traces: typeof fresh) => findSpikes(traceOf(traces, "s_out"));
const [rested, weary] = [spikesOf(fresh), spikesOf(tired)];
check("spikes of the SRC", rested.length, 14, 1);
check("spikes of the tiring SRC", weary.length, 3, 0);
const pauses = weary.slice(1).map(({ start }, k) => start - weary[k].start);
check("its second pause over its first", pauses[1] / pauses[0], 2.4, 0.3);

// %% [markdown]
// Then train it. The readable engine takes any cell; it is much slower than the fused one (the [README](../README.md) has the benchmark), so the budget is small, and the SRC it is compared with runs on the same engine.

// %%
const small = comparison({
	name: "tiring",
	question: "Does a neuron that tires learn?",
	budgets: {
		smoke: { epochs: 1, train: 32, validation: 16, test: 16, seeds: 1 },
		quick: { epochs: 1, train: 400, validation: 50, test: 200, seeds: 1 },
		paper: { epochs: 3, train: 2000, validation: 500, test: 2000, seeds: 3 },
	},
	variants: () =>
		["SRC", "tiring SRC"].map((variant) => ({
			variant: variant,
			layers: [src(100)],
			// no option of the library's cell says that this is another one, so the plan does
			...(variant === "SRC" ? {} : { ownCell: variant }),
			encoding: (usual) => ({ ...usual, steps: Math.min(usual.steps, 60) }),
		})),
});
const planned = (variant: string) => ofVariant(small.runs(scale), variant);

// %%
const plain = await openTensorflowEngine();
const own = await openTensorflowEngine({ createCell: tiring });
const usual = await trainHere(planned("SRC"), plain, live(), { load: load });
const tiringRuns = await trainHere(planned("tiring SRC"), own, live(), {
	load: load,
});
check(
	"runs of both cells with one and the same id",
	usual.filter(({ record }, k) => record.id === tiringRuns[k].record.id).length,
	0,
	0,
);

// %%
await show(
	seedRows({
		message: "A new cell beside the old one, trained with the same budget",
		caption: `${countText(planned("SRC")[0].data.train)} training images, ${counted(planned("SRC")[0].plan.epochs, "epoch")}, 60 stimulus steps at most. Engines: ${plain.name} and ${own.name}.`,
		rows: [
			{ name: "SRC", cell: "src", values: percentsOf(usual) },
			{ name: "tiring SRC", values: percentsOf(tiringRuns) },
		],
		yTitle: "cell",
		digits: 1,
		dataset: usual[0].dataset,
	}),
);

// %%
const activity = (run: (typeof usual)[number]) =>
	100 * run.record.test.layers[0].spikingShare;
checkBetween(
	"spiking steps, tiring over fresh",
	activity(tiringRuns[0]) / activity(usual[0]),
	0.4,
	0.9,
);
checkBetween(
	"test accuracy of the tiring SRC (%)",
	percentsOf(tiringRuns)[0],
	scale === "smoke" ? 0 : 25,
	scale === "smoke" ? 50 : 95,
);
await engine.dispose();
await plain.dispose();
await own.dispose();

// %% [markdown]
// ## 4. From a hunch to a result
//
// 1. **More of the same.** `comparison` is what the experiments of this project are made of. Put yours into a file of `lib/experiments`, name it in `registry.ts`, and `npm run train -- NAME --scale paper --resume` trains it, survives interruptions and leaves a record of each run.
// 2. **A claim before the runs.** An entry in `data/claims.json` says what you expect and by which rule the runs decide. `CONTRIBUTING.md` has the steps; the ledger marks rules that are younger than their runs.
// 3. **A cell that is quick.** A cell that proved itself gets its options in `lib/cells/spec.ts`, a line in `createCell`, its equations in the test oracle, and, if it is to train at full scale, kernels in the fused engine.
// 4. **Networks of others.** `npm run evaluate -- --weights FILE.npz --data mnist` tests a trained network that somebody else exported.

// %%
const scales = ["smoke", "quick", "paper"].map(parseScale);
for (const one of scales)
	console.log(
		`${one}: ${counted(mine.runs(one).length, "run")} of ${countText(mine.runs(one)[0].data.train)} images, ${counted(mine.runs(one)[0].plan.epochs, "epoch")}`,
	);
check(
	"runs at scale paper: variants × seeds",
	mine.runs("paper").length,
	20,
	0,
);

// %% [markdown]
// ## Exercises
//
// **1.** Make the neuron tire more: 1 in place of 0.3. Does it still fire at all? Why is it not silent for ever?
//
// <details><summary>Answer</summary>
//
// It fires at the onset and then rarely. Fatigue decays by 1 % a step, and once it has, the same input is strong enough again.
// </details>
//
// **2.** Add a variant with two layers, `layers: [src(128), src(100)]`. Is it better with this budget? Would you expect it to be?
//
// <details><summary>Answer</summary>
//
// Try it. In [notebook 06](06-deep-networks.ipynb) more layers of SRC reach less after a small training; what becomes of that at full scale its records say, as far as there are any.
// </details>
//
// **3.** Write a cell whose gate looks at $h[t]$, by overriding `step`, and compare it with `src(100, { gateTiming: "current" })`. They must agree: how closely?
//
// <details><summary>Answer</summary>
//
// In single precision, to about seven digits for one step. In a network whose neurons are chaotic ([notebook 02](02-under-the-microscope.ipynb)) such differences grow over hundreds of steps, so compare single steps, or short runs.
// </details>
//
// ## Where to go next
//
// [The replication report](10-the-replication-report.ipynb): what came of the paper's claims.
//
// ## References
//
// - Benda, Herz: *A universal model for spike-frequency adaptation*, Neural Computation 15 (2003): how real neurons tire.
// - Bellec et al.: *Long short-term memory and learning-to-learn in networks of spiking neurons*, [arXiv 1803.09574](https://arxiv.org/abs/1803.09574): what fatigue is good for.
