/** Plain data as text that is the same for equal data, and with as many digits as a measurement deserves. */

/** JSON with keys in alphabetical order, so that equal data hash equally. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(
		entries.map(([key, inner]) => [key, sorted(inner)]),
	);
}

/** The values of nested plain data by their dotted paths. */
export function leaves(value: unknown, path = ""): Map<string, unknown> {
	if (typeof value !== "object" || value === null)
		return new Map([[path, value]]);
	return new Map(
		Object.entries(value).flatMap(([key, inner]) => [
			...leaves(inner, path ? `${path}.${key}` : key),
		]),
	);
}

/** The same data with seven significant digits in each number: files stay small and diffs readable. */
export function rounded<T>(measured: T): T {
	return JSON.parse(JSON.stringify(measured), (_key, value) =>
		typeof value === "number" ? Number(value.toPrecision(7)) : value,
	);
}
