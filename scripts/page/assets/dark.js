/**
 * The colours of a figure on a dark page. They keep their hue, so that they mean the same in both; those too dark to be
 * seen become lighter: greys are mirrored (black becomes white), colours are raised until they stand out.
 */
window.darkPage = (() => {
	const PAPER = [20, 23, 28];
	const CONTRAST = 3;

	/** Relative luminance of [red, green, blue], 0 … 255 each (WCAG 2). */
	function luminance(rgb) {
		const [r, g, b] = rgb.map((value) => {
			const share = value / 255;
			return share <= 0.04045
				? share / 12.92
				: ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	}

	function contrast(rgb) {
		const [high, low] = [luminance(rgb), luminance(PAPER)].sort(
			(a, b) => b - a,
		);
		return (high + 0.05) / (low + 0.05);
	}

	/** [red, green, blue, opacity] of "#rrggbb", "#rrggbbaa", "rgb(…)" or "rgba(…)"; undefined for anything else. */
	function parsed(text) {
		const hex = /^#([\da-f]{6})([\da-f]{2})?$/i.exec(text);
		if (hex) {
			const bytes = [0, 2, 4].map((k) =>
				Number.parseInt(hex[1].slice(k, k + 2), 16),
			);
			return [...bytes, Number.parseInt(hex[2] ?? "ff", 16) / 255];
		}
		const numbers = /^rgba?\(([\d.,\s]+)\)$/i.exec(text)?.[1].split(",");
		return numbers && [...numbers.slice(0, 3), numbers[3] ?? 1].map(Number);
	}

	/** The colour for the dark page. */
	function color(text) {
		const known = parsed(text);
		if (!known) return text;
		let rgb = known.slice(0, 3);
		const grey = Math.max(...rgb) - Math.min(...rgb) < 12;
		if (grey) rgb = rgb.map((value) => 30 + 0.88 * (255 - value));
		else
			while (contrast(rgb) < CONTRAST)
				rgb = rgb.map((value) => value + (255 - value) * 0.08);
		return `rgba(${rgb.map(Math.round).join(", ")}, ${known[3]})`;
	}

	/** A copy of traces or of a layout with each of its colours made fit; colour scales of heat maps stay. */
	function adapted(value, key = "") {
		if (key === "colorscale") return value;
		if (typeof value === "string")
			return /color$/i.test(key) ? color(value) : value;
		if (Array.isArray(value)) return value.map((item) => adapted(item, key));
		if (typeof value !== "object" || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, inner]) => [
				name,
				adapted(inner, name),
			]),
		);
	}

	return { adapted };
})();
