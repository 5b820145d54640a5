/** The style sheets and scripts of pages, as text: files of this project, and Plotly. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../project.js";

/** The files of scripts/FOLDER/assets, one after another. */
export function assets(folder: string, ...names: readonly string[]): string {
	return names
		.map((name) =>
			readFileSync(
				path.join(PROJECT, "scripts", folder, "assets", name),
				"utf8",
			),
		)
		.join("\n");
}

/** What every page has: its styles, the script that runs before the first paint, and those that run after the page is there. */
export const pageStyles = (): string => assets("page", "page.css");
export const themeScript = (): string => assets("page", "theme.js");
export const pageScripts = (): string =>
	assets("page", "dark.js", "figures.js", "controls.js");

export function plotlySource(): string {
	return readFileSync(require.resolve("plotly.js-dist-min"), "utf8").trim();
}
