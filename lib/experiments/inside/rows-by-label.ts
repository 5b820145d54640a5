/** Which neurons stand in the rows of a raster that has neurons of one label side by side. */

/** The neuron of each row, [neurons]: neuron k belongs to label k mod labels, as the paper's readout has it. */
export function neuronsOfRows(neurons: number, labels: number): number[] {
	return [...Array(neurons).keys()].sort(
		(a, b) => (a % labels) - (b % labels) || a - b,
	);
}

/** The label of each row, [neurons], ascending; where `neurons` is no multiple of `labels`, the first labels have a row more. */
export function labelsOfRows(neurons: number, labels: number): number[] {
	return neuronsOfRows(neurons, labels).map((neuron) => neuron % labels);
}
