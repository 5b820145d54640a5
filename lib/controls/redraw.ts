/** An output that is made anew whenever a control changes. */
import { inspect } from "node:util";
import { live, show } from "../values/display.js";
import type { Control } from "./control.js";

/**
 * Shows the controls, and below them what `draw` returns: a figure, a table, any value. Changes that come while it draws are drawn together,
 * once. An error of `draw` stands where the drawing would.
 * @returns after the first drawing
 */
export async function redraw(
	// biome-ignore lint/suspicious/noExplicitAny: their values are of any kind.
	controls: readonly Control<any>[],
	draw: () => unknown,
): Promise<void> {
	for (const control of controls) await show(control);
	const output = live(0);
	let outdated = false;
	let drawing: Promise<void> | undefined;

	async function drawAll(): Promise<void> {
		do {
			outdated = false;
			const content = await Promise.resolve()
				.then(draw)
				.catch((error: unknown) => inspect(error));
			await output.update(content);
			await output.done();
		} while (outdated);
		drawing = undefined;
	}
	function request(): void {
		outdated = true;
		drawing ??= drawAll();
	}
	for (const control of controls) control.onChange(request);
	request();
	await drawing;
}
