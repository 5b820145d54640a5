/** Every tag that a displayed equation may carry, and the library function that it stands for. */
import type { Equation } from "./equation.js";
import { ALTERNATIVE_EQUATIONS } from "./registry/alternatives.js";
import { ENCODING_EQUATIONS } from "./registry/encoding.js";
import { LIF_EQUATIONS } from "./registry/lif.js";
import { READOUT_EQUATIONS } from "./registry/readout.js";
import { RECURRENT_EQUATIONS } from "./registry/recurrent.js";
import { SRC_EQUATIONS } from "./registry/src.js";

export const EQUATIONS: readonly Equation[] = [
	...SRC_EQUATIONS,
	...RECURRENT_EQUATIONS,
	...LIF_EQUATIONS,
	...READOUT_EQUATIONS,
	...ENCODING_EQUATIONS,
	...ALTERNATIVE_EQUATIONS,
];
