/** Does a figure answer the mouse? */
import type { Page } from "playwright-core";

/** How many places of a figure are tried. */
const TRIES = 8;

/** Points at data of figure `k` of the page until a label appears. @returns what is wrong */
export async function hoverFaults(page: Page, k: number): Promise<string[]> {
	const figure = page.locator("figure.figure").nth(k);
	await figure.scrollIntoViewIfNeeded();
	const places = (await page.evaluate(
		`(${placesOfData})(${k}, ${TRIES})`,
	)) as readonly { readonly x: number; readonly y: number }[];
	for (const { x, y } of places) {
		await page.mouse.move(x - 3, y - 3);
		await page.mouse.move(x, y, { steps: 3 });
		const label = figure.locator(
			".hoverlayer :is(.hovertext, .axistext, .legend)",
		);
		try {
			await label.first().waitFor({ state: "attached", timeout: 1000 });
			await page.mouse.move(0, 0);
			return [];
		} catch {}
	}
	return [`figure-${k + 1} shows no label at any of ${places.length} places`];
}

/** In the page: where in the window some data of the figure lie. */
const placesOfData = `(number, tries) => {
	const plot = document.querySelectorAll("figure.figure")[number].querySelector(".js-plotly-plot");
	const box = plot.getBoundingClientRect();
	const layout = plot._fullLayout;
	const axis = (name) => layout[name.replace(/^([xy])(.*)$/, "$1axis$2")];
	const places = [];
	for (const trace of plot._fullData) {
		if (trace.visible !== true || trace.hoverinfo === "skip") continue;
		const [xaxis, yaxis] = [axis(trace.xaxis ?? "x"), axis(trace.yaxis ?? "y")];
		const matrix = trace.type === "heatmap";
		const columns = matrix ? trace.z[0].length : 0;
		const count = matrix ? trace.z.length * columns : (trace.x ?? trace.y).length;
		for (const share of [0.5, 0.25, 0.75, 0.9]) {
			const k = Math.floor(share * count);
			const [row, column] = [Math.floor(k / columns), k % columns];
			const x = matrix ? (trace.x?.[column] ?? column) : (trace.x?.[k] ?? k);
			const y = matrix ? (trace.y?.[row] ?? row) : trace.y?.[k];
			// A bar is hit in its middle, everything else at its value.
			const [across, up] = trace.type !== "bar" ? [x, y] : trace.orientation === "h" ? [x / 2, y] : [x, y / 2];
			const left = xaxis._offset + xaxis.d2p(across);
			const top = yaxis._offset + yaxis.d2p(up);
			const inside = left >= xaxis._offset && left <= xaxis._offset + xaxis._length && top >= yaxis._offset && top <= yaxis._offset + yaxis._length;
			if (inside) places.push({ x: box.left + left, y: box.top + top });
		}
	}
	const step = Math.max(1, Math.floor(places.length / tries));
	return places.filter((_, k) => k % step === 0 && places[k].y > 0 && places[k].y < innerHeight).slice(0, tries);
}`;
