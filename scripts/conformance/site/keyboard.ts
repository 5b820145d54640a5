/** Can a page be used without a mouse: is everything reached by the Tab key, and search by its key? */
import type { Page } from "playwright-core";

/** What takes part; Plotly's own buttons only repeat what its figures' words and data say. */
const STOPS = "a[href], button, input, select, summary, [tabindex='0']";

/** ms that a busy machine may take to load an index or a page. */
const PATIENCE = 60_000;

/** Walks through the page by Tab. @returns what was not reached, and what does not show that it has the focus */
export async function tabFaults(page: Page): Promise<string[]> {
	await page.evaluate(`(() => {
		document.activeElement?.blur();
		scrollTo(0, 0);
		window.stopsLeft = new Set([...document.querySelectorAll(${JSON.stringify(STOPS)})].filter((stop) => !stop.closest(".modebar-container, .modebar, [hidden]") && stop.checkVisibility({ visibilityProperty: true }) && stop.tabIndex >= 0));
	})()`);
	const total = (await page.evaluate("stopsLeft.size")) as number;
	const faults: string[] = [];
	for (let press = 0; press < 2 * total + 20; press++) {
		await page.keyboard.press("Tab");
		const state = (await page.evaluate(`(() => {
			const stop = document.activeElement;
			const known = stopsLeft.delete(stop);
			const style = getComputedStyle(stop);
			const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
			return { left: stopsLeft.size, unseen: known && !shown ? stop.outerHTML.slice(0, 100) : "" };
		})()`)) as { readonly left: number; readonly unseen: string };
		if (state.unseen)
			faults.push(`does not show that it has the focus: ${state.unseen}`);
		if (state.left === 0) return faults;
	}
	const missed = (await page.evaluate(
		"[...stopsLeft].slice(0, 5).map((stop) => stop.outerHTML.slice(0, 100))",
	)) as string[];
	return [...faults, ...missed.map((stop) => `not reached by Tab: ${stop}`)];
}

/** Opens the search by its key, types, and follows the first result. @returns what went wrong */
export async function searchFaults(
	page: Page,
	words: string,
): Promise<string[]> {
	await page.keyboard.press("/");
	await page.keyboard.type(words);
	const results = page.locator("#page-search-results a");
	try {
		await results.first().waitFor({ timeout: PATIENCE });
	} catch {
		return [`the search for "${words}" finds nothing`];
	}
	const href = (await results.first().getAttribute("href")) ?? "";
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	try {
		await page.waitForURL((url) => url.href.endsWith(href), {
			timeout: PATIENCE,
		});
	} catch {
		return [`the first result for "${words}", ${href}, is not followed`];
	}
	const there = await page.evaluate(
		"document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null",
	);
	return there ? [] : [`${page.url()} leads to no place of its page`];
}
