/** Figure texts know a few tags (`<sub>`, `<sup>`, `<i>`, `<b>`, `<br>`), as Plotly does; this file measures, wraps and strips them. */

/** Mean width of a character of DejaVu Sans in running text, as a share of the font size. */
const CHARACTER_WIDTH = { normal: 0.54, bold: 0.62 } as const;

/** The text without tags: `h<sub>s</sub>` becomes "h_s". */
export function plainText(text: string): string {
	return text
		.replace(/<br\s*\/?>/g, " ")
		.replace(/<sub>/g, "_")
		.replace(/<sup>/g, "^")
		.replace(/<\/?(sub|sup|i|b)>/g, "");
}

/** Roughly how wide a text is, in px. */
export function estimateWidth(
	text: string,
	size: number,
	weight: "normal" | "bold" = "normal",
): number {
	return plainText(text).length * size * CHARACTER_WIDTH[weight];
}

/** Cuts a text into lines of at most `width` px, between words. */
export function wrap(
	text: string,
	width: number,
	size: number,
	weight: "normal" | "bold" = "normal",
): string[] {
	const lines: string[] = [];
	for (const word of text.split(/\s+/).filter(Boolean)) {
		const longer =
			lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
		if (lines.length > 0 && estimateWidth(longer, size, weight) <= width)
			lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}

/** The text as HTML shows it literally. */
export function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;");
}
