/** Events in order of time; those of one moment stay as they are. */

/** Buckets of the first pass. */
const BUCKETS: usize = 4096;

/**
 * Sorts roughly by counting, then exactly by moving each event before the few later ones that share its bucket.
 * @param times [count] in µs and `codes` [count], both u32
 * @param shift a bucket holds the times that are equal without so many last bits; the longest has at most 12 more
 * @param sortedTimes and `sortedCodes` [count]: where they go
 * @param places room for 4,096 u32
 */
export function sortByTime(
	count: u32,
	times: usize,
	codes: usize,
	shift: u32,
	sortedTimes: usize,
	sortedCodes: usize,
	places: usize,
): void {
	const bytes = (<usize>count) << 2;
	memory.fill(places, 0, BUCKETS << 2);
	for (let at: usize = 0; at < bytes; at += 4) {
		const place = places + (<usize>(load<u32>(times + at) >>> shift) << 2);
		store<u32>(place, load<u32>(place) + 4);
	}
	let start: u32 = 0;
	for (let place = places; place < places + (BUCKETS << 2); place += 4) {
		const size = load<u32>(place);
		store<u32>(place, start);
		start += size;
	}
	for (let at: usize = 0; at < bytes; at += 4) {
		const time = load<u32>(times + at);
		const place = places + (<usize>(time >>> shift) << 2);
		const to = <usize>load<u32>(place);
		store<u32>(place, <u32>to + 4);
		store<u32>(sortedTimes + to, time);
		store<u32>(sortedCodes + to, load<u32>(codes + at));
	}
	for (let at: usize = 4; at < bytes; at += 4) {
		const time = load<u32>(sortedTimes + at);
		if (load<u32>(sortedTimes + at - 4) <= time) continue;
		const code = load<u32>(sortedCodes + at);
		let to = at;
		do {
			store<u32>(sortedTimes + to, load<u32>(sortedTimes + to - 4));
			store<u32>(sortedCodes + to, load<u32>(sortedCodes + to - 4));
			to -= 4;
		} while (to > 0 && load<u32>(sortedTimes + to - 4) > time);
		store<u32>(sortedTimes + to, time);
		store<u32>(sortedCodes + to, code);
	}
}
