/** How many input lines a network needs that sees a sample. */

/** As many as 16 bits number: encoded samples name their lines so. */
export const MAX_INPUTS = 65_536;

/**
 * Input lines of a camera of width × height pixels; which event arrives on which is said at `EventEncoding` (../encoding/encoding.ts).
 * @throws if there are more than MAX_INPUTS
 */
export function eventInputs(width: number, height: number): number {
	const inputs = 2 * width * height;
	if (inputs > MAX_INPUTS)
		throw new Error(
			`a camera of ${width} × ${height} pixels has ${inputs} input lines: at most ${MAX_INPUTS} can be encoded, so crop or bin its pixels`,
		);
	return inputs;
}
