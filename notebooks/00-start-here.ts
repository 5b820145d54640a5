// %% [markdown]
// # Start here
//
// This series rebuilds, in TypeScript, the experiments of
// *Spike-based computation using classical recurrent neural networks*
// (De Geeter, Ernst, Drion, [arXiv 2306.03623](https://arxiv.org/abs/2306.03623)).
// Its idea: take a recurrent unit that plain backpropagation can train, and make it *spike*. Here is one such neuron, firing.

// %%
import {
	check,
	findSpikes,
	only,
	recordNeuron,
	show,
	stateTraces,
	stepCurrent,
} from "spiking-recurrent-cell";

// %%
const neuron = await recordNeuron(stepCurrent(160, 0.5, 30));
await show(
	stateTraces({
		message: "A constant input makes one recurrent unit fire again and again",
		caption:
			"One Spiking Recurrent Cell with the paper's constants. The input, over a weight of 1, is switched on at step 30 and stays.",
		traces: only(neuron, ["input", "h", "hs", "s_out"]),
	}),
);

// %% [markdown]
// **What to notice.** The input is flat, the answer is not. The fast state $h$ shoots up, and within three steps the slow state
// $h_s$ has followed and thrown it down again. Then $h_s$ needs some twenty steps to recover, and $h$ may rise once more.
//
// A *spike* is one such excursion above zero. What other neurons see of it is
//
// $$s_{out}[t] = \mathrm{ReLU}(h[t]), \tag{src.s}$$
//
// zero nearly all of the time, and between zero and one for a step or three. Let us count.

// %%
const spikes = findSpikes(neuron.s_out);
check("spikes in 130 steps of input", spikes.length, 7, 0);
check(
	"steps that the longest lasts",
	Math.max(...spikes.map((s) => s.length)),
	3,
	0,
);

// %% [markdown]
// ## Change one thing
//
// Change the number below and run the cell again (Shift + Enter). Where does the neuron fall silent?

// %%
const strength = 0.12;

const weaker = await recordNeuron(stepCurrent(160, strength, 30));
await show(
	stateTraces({
		message: `An input of ${strength} draws ${findSpikes(weaker.s_out).length} spikes`,
		caption:
			"The same neuron and the same variables; only the strength of the input differs.",
		traces: only(weaker, ["input", "h", "hs", "s_out"]),
	}),
);

// %% [markdown]
// At 0.12 the input is too weak: $h$ swings up and down well below zero, and nothing leaves the neuron.
//
// ## What is in the series
//
// | notebook | what it shows | time at the default scale |
// |---|---|---|
// | 00 start here | this page | seconds |
// | [01 the neuron](01-the-neuron.ipynb) | how a classical unit is made to spike, and what each of its constants does | under a minute |
// | [02 a first network](02-a-first-network.ipynb) | 784-100 networks of SRC, LIF and GRU cells, trained side by side on digits | minutes |
//
// ## How to run it
//
// The [README](../README.md) has the two commands that set everything up and make every figure again, and says how to open these
// notebooks in VS Code and Jupyter. Each notebook is built from a TypeScript file of the same name beside it; `npm run notebooks`
// executes them all, `npm run notebooks -- 01` one of them, and `--scale smoke`, `quick` or `paper` says how much work they do.
//
// Two habits hold throughout. A line that begins with ✓ is a claim of the text that was measured just now: were it wrong, the notebook would stop
// there. And what the paper does not say is never shown as if it did: constants are marked *certain*, *inferred* or
// *chosen here*, and a published value that is not at hand is "not available".
