/** The notebook that is opened in the front ends: one cell for each thing that is tried. */
import { notebookFromScript } from "../../notebooks/convert.js";
import { serialise } from "../../notebooks/nbformat.js";
import { parseScript } from "../../notebooks/script.js";

/** Indices of its cells. */
export const CELLS = {
	prose: 0,
	imports: 1,
	figure: 2,
	values: 3,
	slider: 4,
	scratch: 5,
	after: 6,
} as const;

/** The cell whose parameter is changed. */
export const FIGURE_SOURCE = `const strength = 0.5;
await show(stateTraces({
	message: \`An input of \${strength}\`,
	caption: "One neuron.",
	traces: await recordNeuron(stepCurrent(160, strength, 30)),
}));`;

const SCRIPT = `// %% [markdown]
// # A notebook in a real front end
//
// Opened, run, broken, interrupted, saved and opened again by a script.

// %%
import {
	createNetwork,
	encodeSample,
	firstNetworkPlan,
	imageOf,
	leakyReadout,
	loadDataset,
	openFusedEngine,
	PAPER_ENCODING,
	recordNeuron,
	redraw,
	show,
	slider,
	src,
	stateTraces,
	stepCurrent,
	trainLive,
} from "spiking-recurrent-cell";

// %% tags=parameters
${FIGURE_SOURCE}

// %%
const digits = await loadDataset("drawn-digits", { limit: { train: 600, validation: 100, test: 100 } });
await show(encodeSample(PAPER_ENCODING, imageOf(digits.train, 0), { seed: 1, epoch: 1, sample: 0 }));
await show([{ cell: "SRC", spikes: 7 }, { cell: "LIF", spikes: 31 }]);
createNetwork({ inputs: 784, layers: [src(100)], readout: leakyReadout() }, 1)

// %%
const current = slider("current", { from: 0, to: 1, step: 0.1, value: 0.2 });
await redraw([current], async () => stateTraces({
	message: \`A current of \${current.value.toFixed(1)}\`,
	caption: "Drawn anew when the slider moves.",
	traces: await recordNeuron(stepCurrent(80, current.value, 10)),
}));

// %%
let total = 6 * 7;
total

// %%
\`after \${total}\`
`;

/** The text of its .ipynb file, without outputs. */
export function frontEndNotebook(): string {
	return serialise(notebookFromScript(parseScript(SCRIPT, "front ends")));
}
