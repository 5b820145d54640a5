/** A network: its specification and the values of its parameters. */
import type { Parameter } from "./parameters.js";
import type { NetworkSpec } from "./spec.js";

export interface Network {
	readonly spec: NetworkSpec;
	readonly parameters: ReadonlyMap<string, Parameter>;
}
