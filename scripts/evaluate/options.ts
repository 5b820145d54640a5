/** The command line of `npm run evaluate`. */
import {
	CATALOGUE,
	DRAWN_DIGITS,
	PAPER_ENCODING,
	type RateEncoding,
	type WeightOptions,
} from "spiking-recurrent-cell";
import { numberIn, oneOf, readOptions } from "../options.js";

export interface EvaluateOptions {
	/** A .npz file. */
	readonly weights: string;
	readonly data: string;
	readonly encoding: RateEncoding;
	/** What the file's arrays do not hold. */
	readonly network: WeightOptions;
	/** Of the input spikes. */
	readonly seed: number;
	/** Test images, from the front; all of them if undefined. */
	readonly limit: number | undefined;
	/** Print one JSON object and nothing else. */
	readonly json: boolean;
}

/** Data sets of images, which the rate code turns into spikes. */
const IMAGES = [...CATALOGUE.map(({ name }) => name), DRAWN_DIGITS];

export const USAGE = `npm run evaluate -- --weights FILE.npz [--data NAME] [options]

  --weights       the network: a .npz file in the layout of the paper's authors' group, or one of this project's
  --data          whose test images: ${IMAGES.join(", ")} (default: mnist)
  --steps         stimulus steps (default: ${PAPER_ENCODING.steps})
  --prefix        empty steps before them (default: ${PAPER_ENCODING.prefix})
  --gain          probability that a white pixel spikes in a step (default: ${PAPER_ENCODING.gain})
  --seed          of the input spikes (default: 1)
  --limit         only the first N test images
  --json          print one JSON object and nothing else

 what the arrays do not hold (default: the file's own specification, else the paper's value)
  --readout-leak  leak of the readout (0.99)
  --alpha         leak of the input integrator (0.9)
  --gate          the slow gate looks at h of the previous or the current step: previous, current (previous)
  --gate-form     through a step or a sigmoid: step, sigmoid (step)`;

const KNOWN = {
	weights: { type: "string" },
	data: { type: "string" },
	steps: { type: "string" },
	prefix: { type: "string" },
	gain: { type: "string" },
	"readout-leak": { type: "string" },
	alpha: { type: "string" },
	gate: { type: "string" },
	"gate-form": { type: "string" },
	seed: { type: "string" },
	limit: { type: "string" },
	json: { type: "boolean" },
	help: { type: "boolean" },
} as const;

/** What was asked for, or "help". @throws Error that names the option and what is valid */
export function parseOptions(
	args: readonly string[],
): EvaluateOptions | "help" {
	const given = readOptions(args, KNOWN);
	if (given.help) return "help";
	const { weights, data = "mnist" } = given;
	if (weights === undefined)
		throw new Error("--weights FILE.npz is missing: name the network's file");
	oneOf("data", data, IMAGES);
	const share = (option: "readout-leak" | "alpha"): number | undefined =>
		given[option] === undefined
			? undefined
			: numberIn(option, given[option], 0, { from: 0, to: 1 });
	const leak = share("readout-leak");
	const alpha = share("alpha");
	const gateTiming = oneOf("gate", given.gate, ["previous", "current"]);
	const gateForm = oneOf("gate-form", given["gate-form"], ["step", "sigmoid"]);
	return {
		weights,
		data,
		encoding: {
			code: "rate",
			steps: numberIn("steps", given.steps, PAPER_ENCODING.steps, {
				from: 1,
				whole: true,
			}),
			prefix: numberIn("prefix", given.prefix, PAPER_ENCODING.prefix, {
				from: 0,
				whole: true,
			}),
			gain: numberIn("gain", given.gain, PAPER_ENCODING.gain, {
				from: Number.MIN_VALUE,
				to: 1,
			}),
		},
		network: {
			src: {
				...(alpha === undefined ? {} : { alpha }),
				...(gateTiming ? { gateTiming } : {}),
				...(gateForm ? { gateForm } : {}),
			},
			...(leak === undefined ? {} : { leak }),
		},
		seed: numberIn("seed", given.seed, 1, {
			from: 0,
			to: 2 ** 32 - 1,
			whole: true,
		}),
		limit:
			given.limit === undefined
				? undefined
				: numberIn("limit", given.limit, 1, { from: 1, whole: true }),
		json: given.json,
	};
}
