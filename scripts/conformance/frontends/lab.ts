/** JupyterLab 4, driven as a user does: by its menus and keys. */
import type { Locator, Page } from "playwright-core";
import type { FrontEnd } from "./front-end.js";

export class Lab implements FrontEnd {
	readonly name = "JupyterLab";
	readonly short = "lab";

	constructor(
		private readonly page: Page,
		private readonly server: string,
	) {}

	async open(notebook: string): Promise<void> {
		await this.page.goto(`${this.server}/lab/tree/${notebook}?reset`);
		await this.cell(0).waitFor();
		await this.idle();
	}

	async runAll(): Promise<void> {
		await this.menu("Run", "Run All Cells");
	}

	async run(cell: number, source: string): Promise<void> {
		await this.write(cell, source);
		await this.page.keyboard.press("Shift+Enter");
	}

	output(cell: number): Locator {
		return this.cell(cell).locator(".jp-Cell-outputArea");
	}

	prompt(cell: number): Locator {
		return this.cell(cell).locator(".jp-InputArea-prompt");
	}

	async interrupt(): Promise<void> {
		await this.menu("Kernel", "Interrupt Kernel");
	}

	async restart(): Promise<void> {
		await this.menu("Kernel", /^Restart Kernel…$/);
		await this.page
			.locator(".jp-Dialog button", { hasText: "Restart" })
			.click();
		await this.idle();
	}

	/** As the status bar says it; the indicator in the toolbar calls a notebook idle that has no kernel yet. */
	async idle(): Promise<void> {
		await this.page
			.locator("#jp-main-statusbar .jp-StatusBar-TextItem", {
				hasText: "| Idle",
			})
			.waitFor();
	}

	async complete(cell: number, text: string): Promise<string> {
		await this.write(cell, text);
		await this.page.keyboard.press("Tab");
		const offered = this.page.locator(".jp-Completer");
		await offered.locator(".jp-Completer-item").first().waitFor();
		return offered.innerText();
	}

	async inspect(cell: number, text: string): Promise<string> {
		await this.write(cell, text);
		await this.page.keyboard.press("Shift+Tab");
		const tooltip = this.page.locator(".jp-Tooltip");
		await tooltip.waitFor();
		return tooltip.innerText();
	}

	async save(): Promise<void> {
		await this.menu("File", "Save Notebook");
		await this.page
			.locator(".lm-TabBar-tab.jp-mod-dirty")
			.waitFor({ state: "detached" });
	}

	private cell(index: number): Locator {
		return this.page.locator(".jp-Notebook .jp-Cell").nth(index);
	}

	private async write(cell: number, source: string): Promise<void> {
		// Closes what completion or inspection may have opened.
		await this.page.keyboard.press("Escape");
		await this.cell(cell).locator(".cm-content").click();
		await this.page.keyboard.press("Control+A");
		// Not typed: brackets would close themselves.
		await this.page.keyboard.insertText(source);
	}

	private async menu(name: string, item: string | RegExp): Promise<void> {
		const { page } = this;
		await page.locator(".lm-MenuBar-item", { hasText: name }).first().click();
		await page
			.locator(".lm-Menu-item:not(.lm-mod-hidden) .lm-Menu-itemLabel")
			.filter({ hasText: item })
			.first()
			.click();
	}
}
