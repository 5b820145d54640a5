/** What GRU units do with a current: the classical cell beside the SRC, before anything makes it spike. */
import { gru } from "../../cells/gru.js";
import { cellResponse } from "./cell-response.js";

/**
 * A layer of GRU units with fresh random weights that all get the same `current` ([T]) over one input line.
 * @returns h of each unit, [units][T]
 */
export async function gruResponse(
	current: Float32Array,
	units: number,
	seed: number,
): Promise<Float32Array[]> {
	return cellResponse(gru(units), current, {}, seed);
}
