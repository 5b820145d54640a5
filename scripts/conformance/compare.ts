/** What another front end must have shown of a notebook, given what the runner showed. */
import {
	codeCells,
	type Notebook,
	type Output,
} from "../notebooks/nbformat.js";

/** One sentence for every cell whose outputs are worse than the runner's: errors, or another number of displays. */
export function complaintsAbout(
	outputs: readonly (readonly Output[])[],
	reference: Notebook,
): string[] {
	return codeCells(reference).flatMap((cell, k) => {
		const found = outputs[k] ?? [];
		const missing = displays(cell.outputs) - displays(found);
		return [
			...found.flatMap((output) =>
				output.output_type === "error"
					? [`cell [${k + 1}]: ${output.ename} ${output.evalue}`]
					: [],
			),
			...(missing === 0
				? []
				: [
						`cell [${k + 1}]: ${displays(found)} displays where the runner has ${displays(cell.outputs)}`,
					]),
		];
	});
}

/** How many figures, tables and the like. */
export function displays(outputs: readonly Output[]): number {
	return outputs.filter(({ output_type }) => output_type === "display_data")
		.length;
}
