/**
 * Opens a notebook in JupyterLab 4 and in the classic notebook, in headless Chromium, with this project's kernel, and uses it as people do:
 * `node build/scripts/conformance/frontends.js [lab|classic …]`. Screenshots of every step are left in build/frontends/.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { PROJECT } from "../project.js";
import { inBrowser } from "./browser.js";
import { Classic } from "./frontends/classic.js";
import type { FrontEnd } from "./frontends/front-end.js";
import { Lab } from "./frontends/lab.js";
import { frontEndNotebook } from "./frontends/notebook.js";
import { play } from "./frontends/scenario.js";
import { JupyterServer } from "./frontends/server.js";

const OUT = path.join(PROJECT, "build", "frontends");
const FRONT_ENDS: Readonly<
	Record<string, new (page: Page, server: string) => FrontEnd>
> = { lab: Lab, classic: Classic };

async function main(): Promise<void> {
	const asked = process.argv.slice(2);
	for (const name of asked)
		if (!(name in FRONT_ENDS))
			throw new Error(
				`unknown front end "${name}": choose from ${Object.keys(FRONT_ENDS).join(", ")}`,
			);
	rmSync(OUT, { recursive: true, force: true });
	const folder = path.join(OUT, "notebooks");
	mkdirSync(folder, { recursive: true });
	const server = await JupyterServer.start(
		folder,
		path.join(OUT, "server.log"),
	);
	try {
		await inBrowser(async (browser) => {
			for (const name of asked.length > 0 ? asked : Object.keys(FRONT_ENDS)) {
				const notebook = `${name}.ipynb`;
				writeFileSync(path.join(folder, notebook), frontEndNotebook());
				const page = await browser.newPage({
					viewport: { width: 1200, height: 1800 },
				});
				await play(new FRONT_ENDS[name](page, server.url), {
					page,
					folder,
					notebook,
					screenshots: OUT,
				});
				await page.close();
			}
		});
	} finally {
		await server.stop();
	}
	console.log(`all steps went as they must; screenshots are in ${OUT}`);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
