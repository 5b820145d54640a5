/**
 * Sparse matrices as lists of events. Row k's events lie at offsets[k] … offsets[k + 1] − 1 of `indices` (u16, the column) and
 * `values` (f32; address 0 when all are 1).
 */

/** The same events by column; `toOffsets` has columns + 1 entries. Events of one column keep the order of their rows. */
export function transposeEvents(
	offsets: usize,
	indices: usize,
	values: usize,
	rows: i32,
	toOffsets: usize,
	toIndices: usize,
	toValues: usize,
	columns: i32,
): void {
	// Counts are kept two places ahead, so that filling moves each start to where the next one belongs.
	memory.fill(toOffsets, 0, (<usize>(columns + 1)) << 2);
	const count = load<u32>(offsets + ((<usize>rows) << 2));
	for (let e: u32 = 0; e < count; e++) {
		const column = <usize>load<u16>(indices + ((<usize>e) << 1));
		if (<i32>column + 2 <= columns) {
			const at = toOffsets + ((column + 2) << 2);
			store<u32>(at, load<u32>(at) + 1);
		}
	}
	let start: u32 = 0;
	for (let column = 0; column <= columns; column++) {
		const at = toOffsets + ((<usize>column) << 2);
		start += load<u32>(at);
		store<u32>(at, start);
	}
	let e: u32 = 0;
	for (let row = 0; row < rows; row++) {
		const end = load<u32>(offsets + ((<usize>row + 1) << 2));
		for (; e < end; e++) {
			const column = <usize>load<u16>(indices + ((<usize>e) << 1));
			const at = toOffsets + ((column + 1) << 2);
			const place = load<u32>(at);
			store<u32>(at, place + 1);
			store<u16>(toIndices + ((<usize>place) << 1), <u16>row);
			if (values != 0)
				store<f32>(
					toValues + ((<usize>place) << 2),
					load<f32>(values + ((<usize>e) << 2)),
				);
		}
	}
}

/** The events as a dense matrix [rows × stride bytes], which must be zero; equal places add up. */
export function scatterEvents(
	offsets: usize,
	indices: usize,
	values: usize,
	rows: i32,
	out: usize,
	stride: usize,
): void {
	let e: u32 = 0;
	for (let row = 0; row < rows; row++) {
		const end = load<u32>(offsets + ((<usize>row + 1) << 2));
		for (; e < end; e++) {
			const at =
				out +
				<usize>row * stride +
				((<usize>load<u16>(indices + ((<usize>e) << 1))) << 2);
			const value: f32 =
				values == 0 ? 1 : load<f32>(values + ((<usize>e) << 2));
			store<f32>(at, load<f32>(at) + value);
		}
	}
}
