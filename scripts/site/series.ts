/** The executed notebooks as pages, in the order of the series. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { JSDOM } from "jsdom";
import { joined, type Notebook } from "../notebooks/nbformat.js";
import { chapterHtml } from "../page/chapter.js";
import type { NameLink } from "../page/code.js";
import { escapeHtml } from "../page/html.js";
import { type Keeper, pictureAddress } from "../page/keeper.js";
import { FigureCounter } from "../page/outputs.js";
import { proseRenderer } from "../page/prose.js";
import { PROJECT } from "../project.js";
import { type ApiPart, moduleLink, nameLinks } from "./api/place.js";
import { HOME_PAGE, type Page } from "./page.js";

export interface SeriesOptions {
	/** Folder of the executed .ipynb files. */
	readonly folder: string;
	readonly keeper: Keeper;
	readonly api: readonly ApiPart[];
}

/** A notebook's page, with what other pages say of it. */
export interface SeriesPage extends Page {
	/** "01". */
	readonly number: string;
	/** Its first paragraph, as HTML. */
	readonly lead: string;
	/** HTML of its first figure, if it has one. */
	readonly firstFigure: string | undefined;
}

/** @throws if there is no executed notebook, saying how to make them */
export async function seriesPages(
	options: SeriesOptions,
): Promise<SeriesPage[]> {
	const names = readdirSync(options.folder)
		.filter((name) => /^\d\d-.*\.ipynb$/.test(name))
		.map((name) => path.basename(name, ".ipynb"))
		.sort();
	if (names.length === 0)
		throw new Error(
			`there is no executed notebook in ${options.folder}: run "npm run notebooks", or "npm run replicate" and give its folder with --notebooks`,
		);
	const pages: SeriesPage[] = [];
	for (const name of names) pages.push(await seriesPage(name, names, options));
	return pages.map((page, k) => ({
		...page,
		main: `${page.main}\n${neighbours(pages[k - 1], pages[k + 1])}`,
	}));
}

async function seriesPage(
	name: string,
	names: readonly string[],
	{ folder, keeper, api }: SeriesOptions,
): Promise<SeriesPage> {
	const notebook = JSON.parse(
		readFileSync(path.join(folder, `${name}.ipynb`), "utf8"),
	) as Notebook;
	const nameLink = importedNames(notebook, nameLinks(api));
	const prose = await proseRenderer({
		mathematics: "htmlAndMathml",
		targets: {
			link: (href) => linkInSite(href, names, api),
			image: (href) =>
				href.startsWith("data:image/")
					? href
					: pictureAddress(path.resolve(PROJECT, "notebooks", href), keeper),
			name: nameLink,
		},
	});
	const failed = notebook.cells.some(
		(cell) =>
			cell.cell_type === "code" &&
			cell.outputs.some(({ output_type }) => output_type === "error"),
	);
	const { html, headings } = chapterHtml(
		{ name, notebook, failed },
		{ prose, figures: new FigureCounter(), keeper, nameLink },
	);
	const heading = headings.find(({ level }) => level === 1)?.html ?? name;
	const title = JSDOM.fragment(heading).textContent ?? name;
	const number = name.slice(0, 2);
	return {
		file: `${name}.html`,
		title,
		listed: `${number} ${title}`,
		kind: "notebook",
		main: html,
		headings,
		number,
		lead: /<p>([\s\S]*?)<\/p>/.exec(html)?.[1] ?? "",
		firstFigure: /<figure [\s\S]*?<\/figure>/.exec(html)?.[0],
	};
}

/** Links only the names that the notebook takes from the library. */
function importedNames({ cells }: Notebook, link: NameLink): NameLink {
	const imports = cells
		.filter(({ cell_type }) => cell_type === "code")
		.flatMap(({ source }) => [
			...joined(source).matchAll(
				/^import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*"spiking-recurrent-cell/gm,
			),
		]);
	const names = new Set(
		imports.flatMap(([, list]) =>
			list.split(",").map((name) => name.replace(/\btype\b/, "").trim()),
		),
	);
	return (name) => (names.has(name) ? link(name) : undefined);
}

/** Notebooks lead to their pages, sources to their reference, the README to the start; other files of the repository are not here. */
function linkInSite(
	href: string,
	names: readonly string[],
	api: readonly ApiPart[],
): string | undefined {
	if (/^(https?:|mailto:|#)/.test(href)) return href;
	if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined;
	const [file, fragment] = href.split("#");
	const name = path.basename(file, path.extname(file));
	if (names.includes(name))
		return `${name}.html${fragment ? `#${fragment}` : ""}`;
	const place = path.posix.join("notebooks", file);
	if (place === "README.md") return HOME_PAGE;
	return moduleLink(api, place);
}

/** Links to the notebooks before and after. */
function neighbours(
	previous: SeriesPage | undefined,
	next: SeriesPage | undefined,
): string {
	const link = (
		page: SeriesPage | undefined,
		relation: string,
		words: string,
	) =>
		page
			? `<a rel="${relation}" href="${page.file}"><small>${words}</small> ${escapeHtml(page.title)}</a>`
			: "<span></span>";
	return `<div class="neighbours">${link(previous, "prev", "Before")}${link(next, "next", "Next")}</div>`;
}
