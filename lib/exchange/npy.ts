/** One array in NumPy's .npy format (numpy.lib.format, versions 1 to 3): float32 and float64, C and Fortran order. */

export interface NumpyArray {
	readonly shape: readonly number[];
	/** Row-major; float64 is rounded. */
	readonly values: Float32Array;
}

const MAGIC = "\x93NUMPY";
/** numpy pads the header so that the numbers start at a multiple of this. */
const ALIGNMENT = 64;
const ELEMENT_BYTES: Readonly<Record<string, number>> = { "<f4": 4, "<f8": 8 };

/**
 * Reads a .npy file.
 * @throws Error that ends a sentence begun with the array's name: what was expected and what was found.
 */
export function readNpy(bytes: Uint8Array): NumpyArray {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	if (file.length < 12 || file.toString("latin1", 0, MAGIC.length) !== MAGIC)
		throw new Error("is no .npy file: it does not begin with \\x93NUMPY");
	const wide = file[6] > 1;
	const start = wide ? 12 : 10;
	const data = start + (wide ? file.readUInt32LE(8) : file.readUInt16LE(8));
	const { descr, fortran, shape } = parseHeader(
		file.toString("latin1", start, data),
	);
	const width = ELEMENT_BYTES[descr];
	if (width === undefined)
		throw new Error(
			`has dtype ${descr}: expected ${Object.keys(ELEMENT_BYTES).join(" or ")} (little-endian float32 or float64)`,
		);
	const count = sizeOf(shape);
	if (file.length - data !== count * width)
		throw new Error(
			`has ${file.length - data} bytes of numbers: expected ${count * width} for shape [${shape.join(", ")}] of ${descr}`,
		);
	const stored = Float32Array.from({ length: count }, (_, k) =>
		width === 4
			? file.readFloatLE(data + 4 * k)
			: file.readDoubleLE(data + 8 * k),
	);
	return { shape, values: fortran ? rowMajor(stored, shape) : stored };
}

/** The array as a .npy file of version 1, little-endian float32 in C order. */
export function writeNpy({ shape, values }: NumpyArray): Uint8Array {
	const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
	const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
	const prefix = MAGIC.length + 4;
	const header =
		Math.ceil((prefix + dictionary.length + 1) / ALIGNMENT) * ALIGNMENT;
	const file = Buffer.alloc(header + 4 * values.length);
	file.write(MAGIC, "latin1");
	file[6] = 1;
	file.writeUInt16LE(header - prefix, 8);
	file.write(`${dictionary.padEnd(header - prefix - 1)}\n`, prefix, "latin1");
	for (const [k, value] of values.entries())
		file.writeFloatLE(value, header + 4 * k);
	return file;
}

/** The number of elements; 1 for a scalar's shape []. */
export function sizeOf(shape: readonly number[]): number {
	return shape.reduce((product, size) => product * size, 1);
}

interface Header {
	/** e.g. "<f4". */
	readonly descr: string;
	readonly fortran: boolean;
	readonly shape: readonly number[];
}

/** The header is a Python dictionary whose three entries numpy writes with plain literals. */
function parseHeader(text: string): Header {
	const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
	const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
	const sizes = /'shape':\s*\(([\d\s,]*)\)/.exec(text)?.[1];
	if (order === undefined || sizes === undefined)
		throw new Error(
			`has the .npy header "${text.trim().slice(0, 80)}": expected a dictionary of descr, fortran_order and shape`,
		);
	return {
		descr: descr ?? "of several fields",
		fortran: order === "True",
		shape: sizes
			.split(",")
			.filter((size) => size.trim() !== "")
			.map(Number),
	};
}

/** Elements whose first index runs fastest, put in the order in which the last does. */
function rowMajor(
	stored: Float32Array,
	shape: readonly number[],
): Float32Array {
	const values = new Float32Array(stored.length);
	const index = shape.map(() => 0);
	for (const value of stored) {
		let at = 0;
		for (const [d, size] of shape.entries()) at = at * size + index[d];
		values[at] = value;
		for (let d = 0; d < shape.length && ++index[d] === shape[d]; d++)
			index[d] = 0;
	}
	return values;
}
