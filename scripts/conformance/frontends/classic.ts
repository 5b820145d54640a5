/** The classic notebook (nbclassic), driven as a user does: by its menus and keys. */
import type { Locator, Page } from "playwright-core";
import type { FrontEnd } from "./front-end.js";

export class Classic implements FrontEnd {
	readonly name = "classic notebook";
	readonly short = "classic";

	constructor(
		private readonly page: Page,
		private readonly server: string,
	) {}

	async open(notebook: string): Promise<void> {
		await this.page.goto(`${this.server}/notebooks/${notebook}`);
		await this.cell(0).waitFor();
		await this.idle();
	}

	async runAll(): Promise<void> {
		await this.menu("cell", "#run_all_cells");
	}

	async run(cell: number, source: string): Promise<void> {
		await this.write(cell, source);
		await this.page.keyboard.press("Shift+Enter");
	}

	output(cell: number): Locator {
		return this.cell(cell).locator(".output");
	}

	prompt(cell: number): Locator {
		return this.cell(cell).locator(".input_prompt");
	}

	async interrupt(): Promise<void> {
		await this.menu("kernel", "#int_kernel");
	}

	async restart(): Promise<void> {
		await this.menu("kernel", "#restart_kernel");
		await this.page.locator(".modal-dialog .btn-danger").click();
		await this.page.locator(".modal-backdrop").waitFor({ state: "detached" });
		await this.idle();
	}

	async idle(): Promise<void> {
		await this.page
			.locator("#kernel_indicator_icon.kernel_idle_icon")
			.waitFor();
	}

	async complete(cell: number, text: string): Promise<string> {
		await this.write(cell, text);
		await this.page.keyboard.press("Tab");
		const offered = this.page.locator("#complete");
		await offered.waitFor();
		return offered.innerText();
	}

	async inspect(cell: number, text: string): Promise<string> {
		await this.write(cell, text);
		await this.page.keyboard.press("Shift+Tab");
		const tooltip = this.page.locator("#tooltip .tooltiptext");
		await tooltip.waitFor();
		return tooltip.innerText();
	}

	async save(): Promise<void> {
		await this.menu("file", "#save_checkpoint");
		await this.page
			.locator(".autosave_status", { hasText: "autosaved" })
			.waitFor();
	}

	private cell(index: number): Locator {
		return this.page.locator("#notebook-container > .cell").nth(index);
	}

	private async write(cell: number, source: string): Promise<void> {
		// Closes what completion or inspection may have opened.
		await this.page.keyboard.press("Escape");
		await this.cell(cell).locator(".CodeMirror").click();
		await this.page.keyboard.press("Control+A");
		await this.page.keyboard.insertText(source);
	}

	private async menu(
		name: "file" | "cell" | "kernel",
		item: string,
	): Promise<void> {
		await this.page.locator(`#${name}link`).click();
		await this.page.locator(item).click();
	}
}
