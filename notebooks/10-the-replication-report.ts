// %% [markdown]
// # The replication report
//
// **The question.** What of *Spike-based computation using classical recurrent neural networks* could be replicated here, what could not, and what can nobody know?
//
// **What you will learn.** To read the ledger of this project: how a claim is turned into a rule before anything runs, how runs decide it, and what every verdict means.
//
// **Time needed.** About fifteen minutes to read; it trains nothing. Words that are new to you stand in [the glossary](00-start-here.ipynb#glossary).

// %%
import {
	ALL_IMAGES,
	type Bounds,
	boundRows,
	type Claim,
	check,
	checkBetween,
	compare,
	decidedRows,
	driftOf,
	EXPERIMENTS,
	ledgerTable,
	projectSources,
	readClaims,
	recordedRuns,
	recordedSentence,
	renewClaims,
	show,
	stackedRows,
	VERDICT_COLORS,
	VERDICTS,
	verdictCounts,
	verdictOf,
} from "spiking-recurrent-cell";

// %% [markdown]
// ## 1. What we had to go by
//
// The paper's full text was not at hand, and neither was its training code. We worked from a reader's note on the paper, from an independent implementation of the cell, from one exported model, and from abstracts. So each entry of
// the ledger carries a *certainty*: **certain** (read in a source), **inferred** (from evidence), **remembered** (unverified), **unknown**. A published value is shown only where it is certain;
// everywhere else the table says "not available". No number here was filled in by guessing.

// %%
const claims = await readClaims();
const certainties = ["certain", "inferred", "remembered", "unknown"] as const;
for (const certainty of certainties)
	console.log(
		`${certainty}: ${claims.filter((claim) => claim.certainty === certainty).length} of ${claims.length} entries`,
	);
check(
	"published values of entries that are not certain",
	claims.filter(
		({ published, certainty }) => published && certainty !== "certain",
	).length,
	0,
	0,
);

// %% [markdown]
// ## 2. From a claim to a rule
//
// "The SRC equals or slightly beats the LIF" cannot be tested; "the mean test accuracy of the SRC less that of the LIF lies between −0.5 and +3 points" can. Each rule was written down with its reason and sealed with a date,
// before the runs that it judges unless its row says otherwise. The seal covers the wording, how sure the source is, the evidence, the rule, and the trainings that are planned for it: rate, epochs, seeds, options. (Not the reason: some were reworded later.) Who changes any of it must seal the entry anew, and
// the tables then say what changed after how many results.
//
// The 95 % interval of a measured value (Student's t; where both sides have the same seeds or folds, of their differences one by one) lies
//
// - wholly within the bounds: **replicated**,
// - wholly outside: **differs**,
// - astride one of them: **within noise**.
//
// A single seed has no interval: its value alone decides, and the row says "single seed". Where nothing was published there is nothing to replicate: our own questions **hold** or **do not hold**. And a parameter that was copied from
// a source is no result: it is **as published**, or it differs.
//
// **Before you run this:** a difference of 0.2 ± 0.9 points, and a rule that asks for −0.5 to 3. Which verdict?

// %%
const bounds: Bounds = { atLeast: -0.5, atMost: 3 };
console.log(`0.2 ± 0.9 points: ${compare(0.2, 0.9, bounds)}`);
console.log(`0.2 ± 0.3 points: ${compare(0.2, 0.3, bounds)}`);
console.log(`−1.5 ± 0.3 points: ${compare(-1.5, 0.3, bounds)}`);
check(
	"verdicts in that order are within noise, replicated, differs: true (1)",
	Number(
		compare(0.2, 0.9, bounds) === "within noise" &&
			compare(0.2, 0.3, bounds) === "replicated" &&
			compare(-1.5, 0.3, bounds) === "differs",
	),
	1,
	0,
);

// %% [markdown]
// More seeds make the interval shorter. That is what seeds are for: not to find a better result, but to be surer of the one there is.
//
// ## 3. All entries at a glance

// %%
await show(
	stackedRows({
		message: `${claims.length} entries: what became of them`,
		caption:
			"Number of entries by part and verdict. Holds and does not hold: replicated and differs where the question is our own. Pending: runs are missing. Not testable here: nothing that we could run decides it; the table below says why.",
		rows: verdictCounts(claims),
		colors: VERDICT_COLORS,
		xTitle: "entries",
		yTitle: "part of the ledger",
		dataset: null,
	}),
);

// %%
const count = (verdict: (typeof VERDICTS)[number]) =>
	claims.filter((claim) => verdictOf(claim) === verdict).length;
const total = VERDICTS.map(count).reduce((sum, one) => sum + one, 0);
for (const verdict of VERDICTS) console.log(`${verdict}: ${count(verdict)}`);
check("entries with a verdict", total, claims.length, 0);

// %% [markdown]
// And the comparisons that are decided, each as a value with its interval against the bounds of its rule:

// %%
async function showDecided(
	unit: string,
	xTitle: string,
	xRange?: [number, number],
): Promise<void> {
	const rows = decidedRows(claims, unit);
	if (rows.length === 0)
		return console.log(`no comparison in ${unit} is decided yet`);
	await show(
		boundRows({
			message: `Decided comparisons in ${unit}: value, interval, bounds`,
			caption:
				"Interval: 95 % by Student's t, where there are several seeds or folds. Grey: the bounds of the rule. Behind a row: its verdict, and the value with half its interval.",
			rows: rows,
			xTitle: xTitle,
			...(xRange ? { xRange } : {}),
			dataset: null,
		}),
	);
}
// one difference is ten times as large as the others, one interval wider than all accuracies: an axis for all would squeeze the rest
await showDecided("points", "difference of accuracies (points)", [-6, 6]);
await showDecided("%", "value (%)", [0, 110]);

// %% [markdown]
// ## 4. The paper's claims, one by one

// %%
await show(ledgerTable(claims, { kinds: ["claim", "table", "figure"] }));

// %% [markdown]
// **How to read a row.** *Measured* is a mean with its standard deviation and, in brackets, the number of seeds or folds; a row that says *pending* shows what there is so far, and nothing is concluded from it. (A claim of several parts is not kept pending when a part that is complete has missed its bounds: nothing to come can mend that, and the row says what is still missing.)
// The command at the end trains what is missing of the evidence; without `--resume` it makes all of it again, on your machine.
//
// ## 5. Published neighbours
//
// Other people's figures that stand near the paper's. Those of the FPGA follow-up are of a network of the same size, so they have rules; the others are of other methods and stand there for scale.

// %%
await show(
	ledgerTable(claims, {
		kinds: ["neighbour"],
		message: "Published figures near the paper, and ours beside them",
		caption: "Columns as in the table of claims.",
	}),
);

// %% [markdown]
// ## 6. Parameters and protocol

// %%
await show(
	ledgerTable(claims, {
		kinds: ["parameter"],
		message: "The paper's parameters and protocol, as far as they are known",
		caption:
			"Published is only what was read in a source. Where the sources leave a choice open, ours is named, and where trainings show what the choice does, their accuracies stand beside it.",
	}),
);

// %% [markdown]
// ## 7. Beyond the paper
//
// Questions that the paper does not ask, or whose answer it leaves open.

// %%
await show(
	ledgerTable(claims, {
		kinds: ["addition"],
		message: "What this replication asks beyond the paper",
		caption: "Columns as in the table of claims.",
	}),
);

// %% [markdown]
// ## 8. What nobody can know from here
//
// Some entries get no verdict, whatever is run with the sources at hand. Their reasons, in the ledger's words:

// %%
const reasons = claims.filter(
	(claim) =>
		verdictOf(claim) === "not testable here" && claim.kind !== "neighbour",
);
const because = ({ claim, result }: Claim) => `${claim} – ${result?.why}`;
console.log(reasons.map(because).join("\n"));

// %%
checkBetween(
	"entries that are not testable and say why",
	reasons.filter(({ result }) => result?.why).length,
	reasons.length,
	reasons.length,
);

// %% [markdown]
// The most important of them: the published accuracies of the paper's tables and figures. Whoever has the paper can put them into `data/claims.json` (with certainty "certain" and the source), and the tables will show them beside
// ours.
//
// ## 9. Can you trust this page?
//
// The ledger is generated from run records, each of which holds its whole configuration, seed, data checksum, code version and learning curve. Judge all of it anew, from the records, here and now. (Some entries are decided by tests.
// Those are run by `npm run ledger`, which refuses a ledger whose tests fail or are gone; here their outcome is taken as it stands.)

// %%
const sources = await projectSources();
const renewed = renewClaims(claims, sources);
const drift = driftOf(claims, renewed);
console.log(drift.join("\n") || "ledger and records agree, entry by entry");
check("entries on which ledger and records disagree", drift.length, 0, 0);

// %% [markdown]
// How much of what is planned has been run? (Searches for settings never look at the test set, and are left out here.)

// %%
const tested = EXPERIMENTS.filter(
	(experiment) => experiment.runs("paper")[0].data.test > 0,
);
for (const experiment of tested)
	console.log(
		`${experiment.name}: ${recordedSentence(await recordedRuns(experiment))}`,
	);
const [whole] = await recordedRuns(ALL_IMAGES);
checkBetween(
	"recorded seeds of all-images, of those planned",
	whole.records.length,
	0,
	whole.planned.length,
);

// %% [markdown]
// ## Exercises
//
// **1.** Pick a pending row that interests you and run its command with `--scale quick`. Why does the ledger not take the result?
//
// <details><summary>Answer</summary>
//
// The evidence of a claim is planned at scale *paper*; a small run is another configuration, has another id and counts for nothing. Otherwise one could choose, among many small runs, the one that pleases.
// </details>
//
// **2.** Write a rule for "detaching the recurrences helps from five layers on". Which variants, which bounds, and why these?
//
// <details><summary>Answer</summary>
//
// For example a contrast: accuracy of "bypass, detached, 5 layers" less that of "bypass, full BPTT, 5 layers", at least 0 points, and the same at ten layers, joined by "all". Zero, because "helps" says no more. What matters is
// that it is written before the runs; `CONTRIBUTING.md` says how.
// </details>
//
// **3.** A rule asks for at least 95 %, five seeds give 95.1 ± 0.3 % (standard deviation). Which verdict?
//
// <details><summary>Answer</summary>
//
// The standard error is $0.3/\sqrt{5} = 0.13$, and Student's t for four degrees of freedom is 2.78 (`quantile975(4)`): 0.37 to either side gives 94.73 … 95.47, astride the bound, hence *within noise*.
// `compare(95.1, 0.37, { atLeast: 95, atMost: null })` says the same. With two seeds t is 12.7, and hardly anything is decided.
// </details>
//
// ## Where to go next
//
// Back to the [start](00-start-here.ipynb), or to [your own experiment](09-your-own-experiment.ipynb). If you find an error in an entry, its place is `data/claims.json`.
//
// ## References
//
// - De Geeter, Ernst, Drion: *Spike-based computation using classical recurrent neural networks*, [arXiv 2306.03623](https://arxiv.org/abs/2306.03623); Neuromorphic Computing and Engineering 4(2) 024007 (2024).
// - The FPGA follow-up of the same group: [arXiv 2605.10679](https://arxiv.org/abs/2605.10679).
