/** How a layer reports the active ones of four neurons as events. */

/** Appends an event for each set bit of `active`; its value is read at `from` unless `values` is 0. Returns the new count. */
// @ts-ignore: decorator
@inline
export function emit(active: i32, firstUnit: u32, from: usize, events: u32, indices: usize, values: usize): u32 {
	while (active != 0) {
		const lane = ctz(active);
		store<u16>(indices + ((<usize>events) << 1), <u16>(firstUnit + lane));
		if (values != 0) store<f32>(values + ((<usize>events) << 2), load<f32>(from + ((<usize>lane) << 2)));
		events++;
		active &= active - 1;
	}
	return events;
}
