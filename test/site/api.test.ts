/** The reference of the library: nothing public is missing, and comments read well. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as library from "spiking-recurrent-cell";
import { commentMarkdown } from "../../scripts/site/api/comment.js";
import {
	apiParts,
	moduleLink,
	nameLinks,
} from "../../scripts/site/api/place.js";
import { readApi } from "../../scripts/site/api/read.js";

const modules = readApi();
const entries = modules.flatMap((module) => module.entries);

test("every value that the library exports has its entry, and no name has two", () => {
	const names = entries.map(({ name }) => name);
	assert.deepEqual(
		Object.keys(library).filter((name) => !names.includes(name)),
		[],
	);
	assert.equal(new Set(names).size, names.length);
});

test("every module says what it is for", () => {
	const silent = modules.filter(({ comment }) => comment === "");
	assert.deepEqual(
		silent.map(({ file }) => file),
		[],
	);
});

test("a declaration has no body, no comment before it and nothing private", () => {
	const cell = entries.find(({ name }) => name === "SRCCell");
	assert.match(
		cell?.declaration ?? "",
		/^class SRCCell implements Cell \{\n {2}readonly inputs: number;/,
	);
	assert.doesNotMatch(cell?.declaration ?? "", /private|z_s/);
	const src = entries.find(({ name }) => name === "src");
	assert.equal(src?.kind, "function");
	assert.match(
		src?.declaration ?? "",
		/^function src\(units: number, [^{]*\): SRCSpec;$/,
	);
});

test("names and files lead to their entries", () => {
	const parts = apiParts(modules);
	assert.equal(nameLinks(parts)("SRCCell"), "api-cells.html#SRCCell");
	assert.equal(nameLinks(parts)("nothing"), undefined);
	assert.equal(
		moduleLink(parts, "lib/cells/src.ts"),
		"api-cells.html#module-cells-src",
	);
	assert.equal(moduleLink(parts, "lib/cells/none.ts"), undefined);
});

test("a comment loses its stars, keeps its formulas in a block, and lists its tags", () => {
	const comment = `/**
 * The cell.
 *
 *     h[t] = tanh(x[t])
 *
 * @param rate share of steps,
 *   from 0 to 1
 * @throws if there is none
 */`;
	assert.equal(
		commentMarkdown(comment),
		"The cell.\n\n    h[t] = tanh(x[t])\n\n- *parameter* `rate` share of steps, from 0 to 1\n- *throws* if there is none",
	);
	assert.equal(
		commentMarkdown("/** @throws if <x> is missing */"),
		"- *throws* if <x> is missing",
	);
	assert.equal(commentMarkdown(""), "");
});
