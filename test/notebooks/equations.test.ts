import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readScript } from "../../scripts/notebooks/read.js";
import { allScripts, nameOf } from "../../scripts/notebooks/select.js";
import { equationError } from "./equations/compare.js";
import {
	type DisplayedEquation,
	displayedEquations,
} from "./equations/displayed.js";
import type { Equation, Numbers } from "./equations/equation.js";
import { compile, sidesOf } from "./equations/expression.js";
import { EQUATIONS } from "./equations/registry.js";
import { parseTree } from "./equations/tree.js";

interface Shown extends DisplayedEquation {
	readonly notebook: string;
}

const SHOWN: readonly Shown[] = allScripts().flatMap((script) =>
	readScript(script)
		.filter(({ kind }) => kind === "markdown")
		.flatMap(({ source }) => displayedEquations(source))
		.map((equation) => ({ ...equation, notebook: nameOf(script) })),
);

/** @throws if there is no tag or it is unknown */
function equationOf({ tag, tex, notebook }: Shown): Equation {
	const known = EQUATIONS.find((equation) => equation.tag === tag);
	if (known) return known;
	throw new Error(
		`${notebook}: "${tex}" has ${tag === undefined ? "no tag" : `the unknown tag "${tag}"`}: end it with \\tag{…}, one of those in test/notebooks/equations/registry/, or add one there`,
	);
}

/** The error, or Infinity if the formula is no longer understood. */
async function errorOrFailure(
	tex: string,
	equation: Equation,
): Promise<number> {
	try {
		return await equationError(tex, equation);
	} catch {
		return Infinity;
	}
}

/** The same formula with one sign changed, in every possible way: each + and −, and the sign of what follows each =. */
function signFlips(tex: string): string[] {
	return [...tex.matchAll(/[+-]|=\s*(?![\s-])/g)].map(({ 0: sign, index }) => {
		const other = sign === "+" ? "-" : sign === "-" ? "+" : "= -";
		return tex.slice(0, index) + other + tex.slice(index + sign.length);
	});
}

/** The library function with the sign of one variable changed inside. */
function withFlippedVariable(equation: Equation, name: string): Equation {
	return {
		...equation,
		library: (numbers: Numbers, lists) =>
			equation.library({ ...numbers, [name]: -numbers[name] }, lists),
	};
}

describe("displayed equations of the notebooks", () => {
	test("each has a tag, and each tag a library function", () => {
		assert.ok(SHOWN.length > 0);
		for (const shown of SHOWN) equationOf(shown);
	});

	test("each equals the library function of its tag on 100 random inputs, with a relative error < 1e-6", async () => {
		for (const shown of SHOWN) {
			const error = await equationError(shown.tex, equationOf(shown));
			assert.ok(
				error < 1e-6,
				`${shown.notebook}: "${shown.tex}" differs from ${shown.tag} by ${error}`,
			);
		}
	});

	test("one changed sign in the prose, any of them, is an error > 1e-3 or makes the formula unknown", async () => {
		for (const shown of SHOWN)
			for (const flipped of signFlips(shown.tex)) {
				const error = await errorOrFailure(flipped, equationOf(shown));
				assert.ok(error > 1e-3, `"${flipped}" passes as ${shown.tag}`);
			}
	});

	test("one changed sign in the code, that of any variable in which it is not even, is an error > 1e-3", async () => {
		for (const shown of SHOWN) {
			const equation = equationOf(shown);
			for (const name of Object.keys(equation.variables)) {
				if (equation.even?.includes(name)) continue;
				const mutant = withFlippedVariable(equation, name);
				const error = await errorOrFailure(shown.tex, mutant);
				assert.ok(error > 1e-3, `${shown.tag} with −${name} passes`);
			}
		}
	});

	test("each tag of the registry stands in a notebook, once in the registry", () => {
		const tags = EQUATIONS.map(({ tag }) => tag);
		assert.deepEqual([...new Set(tags)], tags);
		const used = new Set(SHOWN.map(({ tag }) => tag));
		assert.deepEqual(
			tags.filter((tag) => !used.has(tag)),
			[],
		);
	});
});

describe("formulas", () => {
	/** Right side of a formula. */
	const value = (
		tex: string,
		numbers: Numbers = {},
		lists: Record<string, number[]> = {},
	): number =>
		compile(sidesOf(parseTree(tex))[1])({ numbers, lists, scale: 0 });

	test("are found where they are displayed, with their tags, and not in code", () => {
		const markdown =
			"Text $a$, `$$no$$`.\n\n$$h = x \\tag{a.b}$$\n\n```\n$$no$$\n```\n\n$$\nf = 1\n$$";
		assert.deepEqual(displayedEquations(markdown), [
			{ tex: "h = x", tag: "a.b" },
			{ tex: "f = 1", tag: undefined },
		]);
	});

	test("are evaluated as mathematics reads them, each of 20 to 1e-12", () => {
		const x = {
			x: 2,
			y: 3,
			"h_s[t-1]": 5,
			R_y: 1,
			alpha: 0.5,
			"s_out[t]": 0.5,
		};
		const R = { R: [1, 2, 3] };
		const cases: [string, number][] = [
			["f = 2 x y", 12],
			["f = x - y + 1", 0],
			["f = -x^2", -4],
			["f = (1 - x)^2 y", 3],
			["f = \\frac{x}{y + 1}", 0.5],
			["f = x / y / 2", 1 / 3],
			["f = \\alpha\\, h_s[t-1]", 2.5],
			["f = 10^{-2} \\cdot 0.25", 0.0025],
			["f = \\tanh(x / 2) x", 2 * Math.tanh(1)],
			["f = \\ln x + e^{x}", Math.log(2) + Math.exp(2)],
			["f = \\max(0, x - y)", 0],
			["f = \\mathrm{ReLU}(y) + H(-x)", 3],
			["f = |x - y| |y|", 3],
			["f = \\left(\\frac{x}{2}\\right)^2 + \\left|-y\\right|", 4],
			["f = \\lfloor y / 2 \\rfloor \\sqrt{4}", 2],
			["f = \\sigma(0)", 0.5],
			[
				"f = -\\ln \\frac{e^{R_y}}{\\sum_k e^{R_k}}",
				Math.log(1 + Math.E + Math.E ** 2),
			],
			["f = \\frac{1}{2} \\sum_{k=1}^{3} R[k] x", 6],
			[
				"f = \\begin{cases} x & x > y \\\\ y & \\text{otherwise} \\end{cases}",
				3,
			],
			["f = s_{out}[t] \\pi,", Math.PI / 2],
		];
		for (const [tex, expected] of cases)
			assert.ok(
				Math.abs(value(tex, x, R) - expected) < 1e-12,
				`${tex} is ${value(tex, x, R)}, not ${expected}`,
			);
	});

	test("with what is not understood are refused, never guessed", () => {
		assert.throws(() => value("f = q"), /has "q", which its tag does not know/);
		assert.throws(() => value("f = \\int x"), /has "int"/);
		assert.throws(() => value("f = (x"), /"\)" is missing/);
		assert.throws(() => value("f = x +", { x: 1 }), /ends where a value/);
		assert.throws(() => value("f = \\sum_k q_k", {}, { R: [1] }), /no list/);
		assert.throws(() => value("f = \\foo"), /foo/);
	});

	test("without a tag, or with one that nobody knows, are named with their notebook", () => {
		const notebook = "01-x";
		assert.throws(
			() => equationOf({ notebook, tex: "h = x", tag: undefined }),
			/01-x: "h = x" has no tag/,
		);
		assert.throws(
			() => equationOf({ notebook, tex: "h = x", tag: "src.q" }),
			/the unknown tag "src.q"/,
		);
	});
});
