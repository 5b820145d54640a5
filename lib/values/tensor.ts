/** Tensors of TensorFlow.js, parameters of networks and typed arrays: shape, type, range and the first values. */
import type { Parameter } from "../cells/parameters.js";
import { counted, shortNumber } from "../text/numbers.js";
import type { Card } from "./card.js";
import { aligned, rangeFacts } from "./numbers.js";

/** What is asked of a tensor; TensorFlow.js itself need not be loaded. */
interface TensorLike {
	readonly shape: readonly number[];
	readonly dtype: string;
	readonly isDisposed?: boolean;
	dataSync(): ArrayLike<unknown>;
}

export type NumberArray =
	| Int8Array
	| Uint8Array
	| Uint8ClampedArray
	| Int16Array
	| Uint16Array
	| Int32Array
	| Uint32Array
	| Float32Array
	| Float64Array;

/** Of how many rows and columns the first values are shown. */
const ROWS = 5;
const COLUMNS = 8;

/** Typed arrays of numbers; BigInts are no numbers. */
export function isNumberArray(value: unknown): value is NumberArray {
	return (
		ArrayBuffer.isView(value) &&
		!(value instanceof DataView) &&
		!(value instanceof BigInt64Array) &&
		!(value instanceof BigUint64Array)
	);
}

export function numberArrayCard(values: NumberArray): Card {
	const title = `${values.constructor.name} of ${counted(values.length, "value")}`;
	return card(title, [values.length], values, []);
}

export function isTensor(value: unknown): value is TensorLike {
	const { shape, dtype, dataSync } = (value ?? {}) as Partial<TensorLike>;
	return (
		Array.isArray(shape) &&
		typeof dtype === "string" &&
		typeof dataSync === "function"
	);
}

/** A disposed tensor, or one of strings, has its shape only. */
export function tensorCard(tensor: TensorLike): Card {
	const title = `tensor ${shapeText(tensor.shape)} ${tensor.dtype}`;
	if (tensor.isDisposed)
		return card(title, tensor.shape, [], ["disposed: its values are gone"]);
	if (tensor.dtype === "string" || tensor.dtype === "complex64")
		return card(title, tensor.shape, [], []);
	const values = tensor.dataSync() as ArrayLike<number>;
	return card(title, tensor.shape, values, [counted(values.length, "value")]);
}

export function isParameter(value: unknown): value is Parameter {
	const { name, shape, values } = (value ?? {}) as Partial<Parameter>;
	return (
		typeof name === "string" && Array.isArray(shape) && isNumberArray(values)
	);
}

export function parameterCard({
	name,
	shape,
	values,
	learned,
}: Parameter): Card {
	return card(`parameter ${name} ${shapeText(shape)}`, shape, values, [
		learned ? "learned" : "constant",
		counted(values.length, "value"),
	]);
}

/** "[220, 100]"; "[]" for a single number. */
function shapeText(shape: readonly number[]): string {
	return `[${shape.join(", ")}]`;
}

function card(
	title: string,
	shape: readonly number[],
	values: ArrayLike<number>,
	facts: readonly string[],
): Card {
	return {
		kind: "card",
		title,
		facts: values.length > 1 ? [...facts, ...rangeFacts(values)] : facts,
		block: firstValues(values, shape.at(-1) ?? 1),
	};
}

/** The first rows of the last dimension, which has `width` values; cut at the right and below. */
function firstValues(values: ArrayLike<number>, width: number): string {
	if (values.length === 0) return "";
	const height = values.length / width;
	const rows = Array.from({ length: Math.min(height, ROWS) }, (_, row) => {
		const shown = Array.from({ length: Math.min(width, COLUMNS) }, (_, k) =>
			shortNumber(values[row * width + k]),
		);
		return width > COLUMNS ? [...shown, "…"] : shown;
	});
	return aligned(rows) + (height > ROWS ? "\n…" : "");
}
