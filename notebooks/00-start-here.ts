// %% [markdown]
// # Start here
//
// This series rebuilds, in TypeScript, the experiments of
// *Spike-based computation using classical recurrent neural networks*
// (De Geeter, Ernst, Drion, [arXiv 2306.03623](https://arxiv.org/abs/2306.03623)).
// Its idea: take a recurrent unit that plain backpropagation can train, and make it *spike*. Here is one such neuron, firing.
//
// **You will learn** what a spike is here, how to run and change these pages, and what each of them shows. **Time:** about five minutes.
// **You need** to have programmed before; nothing about neurons.

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
// zero most of the time, and between zero and one for up to three steps. Let us count.

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

// %%
check(
	"spikes at 0.12",
	findSpikes((await recordNeuron(stepCurrent(160, 0.12, 30))).s_out).length,
	0,
	0,
);

// %% [markdown]
// ## What is in the series
//
// | notebook | its question | what it trains |
// |---|---|---|
// | 00 start here | what is this? | nothing |
// | [01 from a GRU to a neuron that spikes](01-from-gru-to-spikes.ipynb) | how does one make a trainable unit spike? | nothing |
// | [02 under the microscope](02-under-the-microscope.ipynb) | what does one such neuron do, and what is each constant for? | nothing |
// | [03 pictures as spikes](03-pictures-as-spikes.ipynb) | how does an image become something that such neurons can see? | nothing |
// | [04 why spikes are hard to train](04-why-spikes-are-hard-to-train.ipynb) | why does the true gradient fail, and what does one do instead? | eight small networks |
// | [05 shallow networks](05-shallow-networks.ipynb) | what do one or two layers reach on three data sets? | up to six networks of one layer |
// | [06 deep networks](06-deep-networks.ipynb) | what does depth do to spikes and gradients? | eleven networks, three of them of fifteen layers |
// | [07 the shape of spikes](07-the-shape-of-spikes.ipynb) | does a network use its spikes' shape? | one, unless its weights are at hand |
// | [08 what does it cost?](08-what-does-it-cost.ipynb) | how many spikes, how much energy, how many bits, how long a look? | two, unless their weights are at hand |
// | [09 your own experiment](09-your-own-experiment.ipynb) | how do I change a cell, or add one? | ten small networks |
// | [10 the replication report](10-the-replication-report.ipynb) | what was replicated, what not, and what can nobody know? | nothing |
//
// How long that takes depends on your machine; `npm run notebooks` says it after each notebook. The reading times at the head of the pages are estimates.
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
//
// Where a page says **before you run this**, stop and guess. A wrong guess is what one remembers.

// %% [markdown]
// ## Glossary
//
// | word | what it means here |
// |---|---|
// | activity | the share of steps in which a neuron's output is above zero |
// | Adam | the optimiser used here: it divides the step of each weight by the usual size of that weight's gradient |
// | backpropagation | computing how the loss changes with each weight, by the chain rule from the output back; *through time* (BPTT): also back over the steps |
// | bistable | having two states in which it can rest |
// | bypass | taking $\partial s_{out} / \partial h = 1$ in the backward pass, also where the neuron is silent |
// | cell | what is repeated for each neuron of a layer: its equations |
// | cosine | of two gradients: 1 where they point the same way, 0 at a right angle |
// | detached | kept out of the gradient: a number that the backward pass takes for a constant |
// | epoch | one pass over all training images |
// | event | a pixel of an event camera saying that it became brighter (ON) or darker (OFF) |
// | f–I curve | firing rate against a constant input |
// | finite difference | the change of the loss after a small step, measured instead of derived |
// | fixed point | a state that stays as it is; *stable* if small disturbances of it die out |
// | fold | a part of the recordings that is left out for the test, each part in turn |
// | gate | a number between 0 and 1 that says how much is let through or kept |
// | gradient | the list of all those changes of the loss, one a weight: the direction in which it rises fastest |
// | integrator, leaky | a sum that forgets: each step it keeps a share of itself and adds what comes in |
// | ledger | the list of the paper's claims and values, each with its rule, what was measured here and the verdict |
// | LIF | leaky integrate-and-fire: the simplest spiking neuron, a leaky integrator with a threshold and a reset |
// | logits | one number a label, before they are turned into probabilities; the largest one is the answer |
// | loss | how wrong the answers are, one number (here softmax cross-entropy, in nat; a guess among ten labels has $\ln 10 \approx 2.30$) |
// | membrane potential | the state that decides whether a neuron fires: $h$ in the SRC, $u$ in the LIF |
// | nullcline | where, in the phase plane, one of the states stays for a step |
// | phase plane | a picture whose axes are the two states; a neuron is a point that moves in it |
// | raster | a picture of spikes: time to the right, one row a neuron, one mark a spike |
// | rate code | a number told by how often a line spikes; *latency code*: by how early |
// | readout | what turns the last layer's spikes into an answer |
// | refractory | unable to fire again for a while after a spike |
// | seed | the number from which all random draws of a run follow |
// | SRC | Spiking Recurrent Cell: the paper's neuron |
// | standard deviation | how far single results lie from their mean; *standard error*: how far the mean itself may be off |
// | step | the unit of time; nothing here is in milliseconds but the recordings of cameras |
// | surrogate gradient | a made-up slope that stands in for the derivative of a spike |
// | validation images | images that choose settings; nothing is trained on them, and results are reported on others, the test images |

// %% [markdown]
// ## Exercises
//
// 1. Between which two strengths does the neuron of this page wake up? Halve the interval a few times.
//
//    <details><summary>Answer</summary>
//
//    Between 0.15 and 0.155, where one lone spike answers the switching on. To go on firing it takes 0.158: notebook 02 says why.
//
//    </details>
//
// 2. Switch the input off again: `stepCurrent(160, 0.5, 30, 35)` holds it for five steps. How many spikes?
//
//    <details><summary>Answer</summary>
//
//    One, of two steps: what the input leaves in the integrator is not enough for a second.
//
//    </details>
//
// 3. Make it stronger: 5 instead of 0.5. Ten times the spikes?
//
//    <details><summary>Answer</summary>
//
//    Seven, as before. The input is bounded ([01](01-from-gru-to-spikes.ipynb)), and the slow state needs its time.
//
//    </details>
//
// ## Where to go next
//
// [01 from a GRU to a neuron that spikes](01-from-gru-to-spikes.ipynb) builds this neuron, one equation at a time.
