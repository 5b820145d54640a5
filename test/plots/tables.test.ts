import assert from "node:assert/strict";
import { before, test } from "node:test";
import fc from "fast-check";
import { JSDOM } from "jsdom";
import {
	formatSpread,
	makeTable,
	meanAndDeviation,
	resultTable,
	type Table,
	tableHtml,
	tableMarkdown,
	tableText,
} from "spiking-recurrent-cell";
import { DRAWN } from "./samples.js";

let fromMarkdown: (markdown: string) => string;
before(async () => {
	const { marked } = await import("marked");
	fromMarkdown = (markdown) => marked.parse(markdown, { async: false });
});

const results = resultTable({
	message: "SRC and LIF are alike",
	results: [
		{
			network: "SRC 784-100",
			dataset: { title: "MNIST", origin: "files" },
			values: [96, 96.5, 97],
			published: { value: "96.31", source: "arXiv 2605.10679" },
			command: "npm run replicate -- --only 02 | cat",
		},
		{
			network: "LIF <784-100> & co",
			dataset: DRAWN,
			values: [95],
			published: null,
			command: "npm run replicate",
		},
	],
});

/** What a reader sees in the cells of an HTML table, headings first. */
function readHtml(html: string): string[][] {
	const { document } = new JSDOM(html).window;
	return [...document.querySelectorAll("tr")].map((row) =>
		[...row.children].map((cell) => cell.textContent ?? ""),
	);
}

/** The same of cells without commands, and of the rows of commands between them. */
function withCommandsBelow({ headings, cells }: Table): string[][] {
	const plain = (texts: readonly string[]) =>
		texts.filter((_, column) => !headings[column].code);
	const code = headings.findIndex((heading) => heading.code);
	return [
		plain(headings.map(({ title }) => title)),
		...cells.flatMap((texts) => [
			plain(texts),
			[`${headings[code].title}: ${texts[code]}`],
		]),
	];
}

const content = ({ headings, cells }: Table) => [
	headings.map(({ title }) => title),
	...cells,
];

test('a published value is "not available" of published data alone, not of built-in data or images of one\'s own', () => {
	const { cells, headings } = resultTable({
		message: "Three data sets",
		results: (["files", "built-in", "own"] as const).map((origin) => ({
			network: "SRC",
			dataset: { title: origin, origin },
			values: [1],
			published: null,
			command: "none",
		})),
	});
	const column = headings.findIndex(({ title }) => title === "published");
	assert.deepEqual(
		cells.map((texts) => texts[column]),
		["not available", "–", "–"],
	);
});

test("a result row tells seeds, mean ± deviation, the published value and the command", () => {
	assert.deepEqual(results.cells, [
		[
			"SRC 784-100",
			"MNIST",
			"3",
			"96.50 ± 0.50",
			"96.31 (arXiv 2605.10679)",
			"npm run replicate -- --only 02 | cat",
		],
		[
			"LIF <784-100> & co",
			"drawn digits (built-in, not MNIST)",
			"1",
			"95.00",
			"–",
			"npm run replicate",
		],
	]);
});

test("HTML, markdown and text hold the same cells, HTML with commands in rows of their own", () => {
	assert.deepEqual(readHtml(tableHtml(results)), withCommandsBelow(results));
	assert.deepEqual(
		readHtml(fromMarkdown(tableMarkdown(results))),
		content(results),
	);
	const lines = tableText(results).split("\n");
	for (const row of content(results))
		assert.ok(
			lines.some((line) => row.every((cell) => line.includes(cell))),
			row.join(" "),
		);
});

test("HTML and markdown show any text literally", () => {
	const odd = fc
		.string({ unit: "grapheme-ascii", minLength: 1 })
		.filter((text) => text.trim() !== "");
	fc.assert(
		fc.property(odd, (text) => {
			const table = makeTable({
				message: text,
				caption: text,
				dataset: null,
				columns: [{ title: "a", text: () => text }],
				rows: [0],
			});
			assert.deepEqual(readHtml(tableHtml(table)), content(table));
			assert.deepEqual(
				readHtml(fromMarkdown(tableMarkdown(table))),
				content(table),
			);
			assert.equal(
				new JSDOM(tableHtml(table)).window.document.querySelector("strong")
					?.textContent,
				text,
			);
		}),
	);
});

test("columns of the text form line up, numbers to the right", () => {
	const table = makeTable({
		message: "m",
		caption: "",
		dataset: null,
		columns: [
			{ title: "name", text: (n: number) => `n${n}` },
			{ title: "value", align: "right", text: String },
		],
		rows: [1, 1000],
	});
	assert.deepEqual(tableText(table).split("\n").slice(2), [
		"name   value",
		"─────  ─────",
		"n1         1",
		"n1000   1000",
	]);
});

test("the text form wraps words at a given width, commands excepted", () => {
	const table = makeTable({
		message: "m",
		caption: "",
		dataset: null,
		columns: [
			{ title: "claim", text: () => "one two three" },
			{ title: "command", code: true, text: () => "npm run all of it" },
		],
		rows: [0],
	});
	assert.deepEqual(tableText(table, { widest: 7 }).split("\n").slice(4), [
		"one two  npm run all of it",
		"three",
	]);
});

test("an empty cell is refused: what is unknown is said in words", () => {
	const columns = [{ title: "published", text: () => " " }];
	assert.throws(
		() =>
			makeTable({
				message: "m",
				caption: "",
				dataset: null,
				columns,
				rows: [0],
			}),
		/row 1 has nothing under "published"/,
	);
});

test("mean and sample standard deviation agree with worked values", () => {
	// numpy.std([2, 4, 4, 4, 5, 5, 7, 9], ddof=1) = 2.1380899352993947
	const spread = meanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9]);
	assert.equal(spread.mean, 5);
	assert.ok(Math.abs((spread.deviation ?? 0) - 2.1380899352993947) < 1e-12);
	assert.deepEqual(meanAndDeviation([3]), {
		count: 1,
		mean: 3,
		deviation: null,
	});
	assert.equal(formatSpread(meanAndDeviation([3]), 1), "3.0");
	assert.equal(formatSpread(meanAndDeviation([-3, -3])), "−3.00 ± 0.00");
	// 98.35499999999999 in doubles
	const percents = [100 * 0.9839, 100 * 0.9832];
	assert.equal(formatSpread(meanAndDeviation(percents)), "98.36 ± 0.05");
	// 88.2349999999999994 in doubles, however it is reached
	assert.equal(formatSpread(meanAndDeviation([88.31, 88.16])), "88.24 ± 0.11");
	assert.equal(formatSpread(meanAndDeviation([-88.235])), "−88.24");
	assert.equal(formatSpread(meanAndDeviation([1e-9])), "0.00");
	assert.throws(() => meanAndDeviation([]), /no values/);
	assert.throws(() => meanAndDeviation([1, Number.NaN]), /value 1 is NaN/);
});
