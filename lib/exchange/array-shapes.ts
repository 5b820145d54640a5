/** The arrays of a network by their shapes: matrices, and numbers of neurons. */
import { sizeOf } from "./npy.js";
import type { NpzFile } from "./npz.js";

/** The sizes of a matrix. @throws if the array is none */
export function matrix(file: NpzFile, name: string): readonly [number, number] {
	const { shape } = file.array(name);
	const [rows, columns] = shape;
	if (shape.length !== 2 || rows * columns === 0)
		throw file.complaint(
			name,
			`has shape [${shape.join(", ")}]: expected a matrix [outputs, inputs]`,
		);
	return [rows, columns];
}

/** One value a neuron; axes of length 1 do not matter, and a single value stands for all. @throws if the array has other sizes */
export function perNeuron(
	file: NpzFile,
	name: string,
	units: number,
): Float32Array {
	const { shape, values } = file.array(name);
	const axes = shape.filter((size) => size !== 1);
	if (axes.length === 0) return new Float32Array(units).fill(values[0]);
	if (axes.length > 1 || sizeOf(axes) !== units)
		throw file.complaint(
			name,
			`has shape [${shape.join(", ")}]: expected [${units}], one value a neuron, or a single value`,
		);
	return values;
}
