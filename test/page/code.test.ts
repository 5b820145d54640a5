/** Code in a page: which names become links. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { JSDOM } from "jsdom";
import { highlighted } from "../../scripts/page/code.js";

function linksOf(code: string): string[] {
	const known = new Set(["src", "show", "rate", "State"]);
	const html = highlighted(code, "typescript", (name) =>
		known.has(name) ? `api.html#${name}` : undefined,
	);
	const page = JSDOM.fragment(html);
	assert.equal(page.textContent, code, "the code must stay as it is");
	return [...page.querySelectorAll("a")].map(
		({ textContent }) => `${textContent}`,
	);
}

test("a known name is a link where it comes first, as a call, an argument or a type", () => {
	assert.deepEqual(
		linksOf("const a: State = src(2); src(3); show<State>(rate);"),
		["State", "src", "show", "rate"],
	);
});

test("properties, keys of objects, strings and comments are no links", () => {
	assert.deepEqual(
		linksOf('// show it\nx.rate = 1;\nf({ rate: 2, src: "show" });'),
		[],
	);
});

test("code in a template string is code, its words are not", () => {
	assert.deepEqual(linksOf(`\`show \${rate} src\``), ["rate"]);
});
