/** The whole site, written to a folder. */
import {
	copyFileSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import path from "node:path";
import {
	committedRuns,
	isTested,
	loadRecords,
	readClaims,
} from "spiking-recurrent-cell";
import {
	RECORDS as BENCHMARKS,
	type BenchRecord,
	latestRecord,
} from "../bench/record.js";
import {
	assets,
	pageScripts,
	pageStyles,
	plotlySource,
	themeScript,
} from "../page/assets.js";
import { besidePages } from "../page/keeper.js";
import { apiPages } from "./api/page.js";
import { apiParts } from "./api/place.js";
import { readApi } from "./api/read.js";
import { benchmarksPage } from "./benchmarks.js";
import { homePage } from "./home.js";
import { ledgerPage } from "./ledger.js";
import { type Page, type PageGroup, siteDocument } from "./page.js";
import { searchScript } from "./search.js";
import { seriesPages } from "./series.js";

export interface SiteOptions {
	/** Folder of the executed .ipynb files. */
	readonly notebooks: string;
	/** Folder the site is written to; whatever was in it goes. */
	readonly out: string;
}

/** Writes every page and what they need. @returns the pages */
export async function buildSite({
	notebooks,
	out,
}: SiteOptions): Promise<readonly Page[]> {
	rmSync(out, { recursive: true, force: true });
	const keeper = besidePages(out, "figures");
	const api = apiParts(readApi());
	const series = await seriesPages({ folder: notebooks, keeper, api });
	const claims = await readClaims();
	const records = await loadRecords(committedRuns());
	const groups: readonly PageGroup[] = [
		{ title: "Notebooks", pages: series },
		{
			title: "Evidence",
			pages: [
				ledgerPage(claims, records.filter(isTested)),
				await benchmarksPage(benchmarks(), keeper),
			],
		},
		{ title: "Library reference", pages: await apiPages(api), folded: true },
	];
	const pages = [
		homePage(series, claims),
		...groups.flatMap((group) => group.pages),
	];
	for (const page of pages)
		writeFileSync(path.join(out, page.file), siteDocument(page, groups));
	writeAssets(path.join(out, "assets"), pages);
	return pages;
}

/** The latest committed record of each kind. */
function benchmarks(): BenchRecord[] {
	return (["race", "sweeps"] as const).flatMap(
		(kind) => latestRecord(kind, BENCHMARKS) ?? [],
	);
}

function writeAssets(folder: string, pages: readonly Page[]): void {
	mkdirSync(path.join(folder, "fonts"), { recursive: true });
	const write = (name: string, text: string) =>
		writeFileSync(path.join(folder, name), text);
	write("site.css", `${pageStyles()}\n${assets("site", "site.css")}`);
	write("theme.js", themeScript());
	write(
		"site.js",
		`${pageScripts()}\n${assets("site", "search.js", "ledger.js")}`,
	);
	write("search-index.js", searchScript(pages));
	write("plotly.js", plotlySource());

	const katex = path.dirname(require.resolve("katex/dist/katex.min.css"));
	const fonts = path.join(katex, "fonts");
	for (const name of readdirSync(fonts))
		if (name.endsWith(".woff2"))
			copyFileSync(path.join(fonts, name), path.join(folder, "fonts", name));
	const styles = readFileSync(path.join(katex, "katex.min.css"), "utf8");
	write(
		"katex.css",
		styles.replace(/,url\([^)]*\.(woff|ttf)\) format\("\w+"\)/g, ""),
	);
}
