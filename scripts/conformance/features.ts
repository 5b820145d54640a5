/** What people write in cells, and whether it works in stock tslab and in this project's kernel: the table in scripts/kernel/SUPPORT.md. */
import type { Output } from "../notebooks/nbformat.js";

export interface Feature {
	readonly title: string;
	/** Executed one after the other; those before the last must succeed, unless they are interrupted. */
	readonly cells: readonly string[];
	/** It works if the last cell succeeds and shows this … */
	readonly shows?:
		| RegExp
		| ((text: string, outputs: readonly Output[]) => boolean);
	/** … or, where an error is what should come, if it fails and says this. */
	readonly fails?: RegExp;
	/** Milliseconds after which the cell before the last is interrupted. */
	readonly interrupt?: number;
	/** Milliseconds a cell may take; more means that it does not work, and that the kernel has to be ended. */
	readonly limit?: number;
	readonly stock: boolean;
	readonly ours: boolean;
}

const fails = { stock: false, ours: true } as const;
const both = { stock: true, ours: true } as const;
const neither = { stock: false, ours: false } as const;

export const FEATURES: Readonly<Record<string, readonly Feature[]>> = {
	"Everyday TypeScript": [
		{
			title:
				"names of earlier cells; `const`, classes and imports declared again",
			cells: [
				'import { join } from "node:path"; class A { x = 1 } const a = 1;',
				"const join = 2; class A { x = 3 } const a = join + new A().x;",
				"a",
			],
			shows: /^5$/,
			...both,
		},
		{
			title: "object shorthand, `{ lr }`, with a name of an earlier cell",
			cells: ["const lr = 0.1;", "JSON.stringify({ lr })"],
			shows: /"lr":0\.1/,
			...fails,
		},
		{
			title: "the same in an assignment, `({ count } = …)`",
			cells: ["let count = 1;", "({ count } = { count: 2 }); 0", "count"],
			shows: /^2$/,
			...fails,
		},
		{
			title: "`export` in a cell (ignored, with a hint)",
			cells: ["export const y = 3;", "y + 1"],
			shows: /^4$/,
			...fails,
		},
		{
			title: "top-level `await`",
			cells: ["const v = await Promise.resolve(7);", "v"],
			shows: /^7$/,
			...both,
		},
		{
			title: "top-level `for await`",
			cells: ["for await (const v of [Promise.resolve(8)]) console.log(v);"],
			shows: /^8$/,
			...fails,
		},
		{
			title: "names that begin with `__`",
			cells: ["const __seed = 9;", "const other = 1;", "__seed + other"],
			shows: /^10$/,
			...fails,
		},
		{
			title: "`import.meta.dirname`, `__dirname`",
			cells: ["import.meta.dirname === __dirname && __dirname"],
			shows: /notebooks/,
			...fails,
		},
		{
			title:
				"loops that count in a variable of the cell (10 million turns in 2 s)",
			cells: [
				"let sum = 0; const begun = performance.now(); for (let k = 0; k < 1e7; k++) sum += k; performance.now() - begun < 2000 ? 'quick' : 'slow'",
			],
			shows: /quick/,
			...fails,
		},
		{
			title: "strict checking from a cell with the line `// @strict` on",
			cells: ["// @strict\n0", "const loose = (p) => p; loose(1)"],
			fails: /TS7006/,
			...fails,
		},
		{
			title: "checking that is not strict (`// @strict off`)",
			cells: ["// @strict off\n0", "const loose = (p) => p; loose(1)"],
			shows: /^1$/,
			...both,
		},
		{
			title: "`name?`: documentation in the front end's pager",
			cells: ["parseInt?"],
			shows: /^$/,
			...fails,
		},
		{
			title: "names of a `namespace` after a further cell",
			cells: ["namespace N { export const a = 1; }", "0", "N.a"],
			shows: /^1$/,
			...neither,
		},
		{
			title: "`using` (tslab's compiler is TypeScript 5.0.4)",
			cells: ["using r = { [Symbol.dispose]() {} };"],
			shows: /^$/,
			...neither,
		},
	],
	Imports: [
		{
			title: "TypeScript files of the notebook's own folder",
			cells: ['import { here } from "./here"; here'],
			shows: /own folder/,
			...both,
		},
		{
			title: "TypeScript files elsewhere, `../lib/there.ts`",
			cells: ['import { there } from "../lib/there.ts"; there'],
			shows: /another folder/,
			...fails,
		},
		{
			title: "a library file that has changed since it was imported",
			cells: [
				'import { writeFileSync } from "node:fs"; import { version } from "../lib/changing"; version',
				'writeFileSync("../lib/changing.ts", "export const version: string = \'new\';\\n");',
				'import { version } from "../lib/changing"; version.toUpperCase()',
			],
			shows: /NEW/,
			...fails,
		},
		{
			title:
				"packages that are ECMAScript modules only, with their typings behind `exports`",
			cells: ['import { twice } from "esm-only"; twice(4).toFixed(1)'],
			shows: /8\.0/,
			...fails,
		},
		{
			title: "declarations with `Float32Array<ArrayBuffer>` keep their types",
			cells: [
				'import { weights } from "new-types"; const s: string = weights;',
			],
			fails:
				/Type 'Float32Array(<ArrayBuffer>)?' is not assignable to type 'string'/,
			...fails,
		},
		{
			title: "this project's library, wherever the notebook lies",
			cells: [
				'import { notebookKernel } from "spiking-recurrent-cell"; typeof notebookKernel',
			],
			shows: /function/,
			...fails,
		},
		{
			title: "ECMAScript modules with a top-level await",
			cells: ['import { late } from "late-esm"; late'],
			shows: /^1$/,
			...neither,
		},
	],
	Output: [
		{
			title: "the value of the last expression as `execute_result`",
			cells: ["6 * 7"],
			shows: (text, [output]) =>
				text === "42" && output.output_type === "execute_result",
			...fails,
		},
		{
			title: "several forms of one value (MIME types) in one output",
			cells: [
				'({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>x</b>", "text/plain": "plain x" }) })',
			],
			shows: /^plain x$/,
			...fails,
		},
		{
			title: "100,000 lines from a loop that never awaits",
			cells: ["for (let k = 1; k <= 100000; k++) console.log(k);"],
			shows: /^1\n2\n(.*\n){99996}99999\n100000$/,
			...fails,
		},
		{
			title: "10 MB in one write",
			cells: ['process.stdout.write("x".repeat(1e7)); 0'],
			shows: (text) => text.length === 1e7 + 1,
			...both,
		},
		{
			title:
				"what timers and promises of a cell print later, credited to that cell",
			cells: [
				"setTimeout(() => console.log('late'), 400);",
				"await new Promise((done) => setTimeout(done, 700)); console.log('mine');",
			],
			shows: /^mine$/,
			...fails,
		},
	],
	Errors: [
		{
			title: "an exception as an error message with the cell's line",
			cells: [
				'interface P { x: number }\nfunction f(p: P) {\n\tthrow new RangeError("no " + p.x);\n}',
				"f({ x: 1 });",
			],
			fails:
				/^RangeError no 1\n[\s\S]*line 3[\s\S]*> 3 \| \tthrow new RangeError/,
			...fails,
		},
		{
			title: "type errors with code and position, several at once",
			cells: ['const n: number = "a";\nmissing();'],
			fails:
				/^2 type errors line 1, column 7: TS2322: [\s\S]*\nline 2, column 1: TS2304: /,
			...fails,
		},
		{
			title: "an unhandled rejection fails its cell",
			cells: ['void Promise.reject(new Error("nobody waits"));'],
			fails: /^Error nobody waits/,
			...fails,
		},
		{
			title: "an error thrown in a timer fails its cell",
			cells: [
				'setTimeout(() => { throw new Error("ticked"); }, 10); await new Promise((done) => setTimeout(done, 500));',
			],
			fails: /^Error ticked/,
			...fails,
		},
		{
			title: "a value that cannot show itself fails its cell",
			cells: [
				'({ [Symbol.for("Jupyter.display")]() { throw new Error("unseen"); } })',
			],
			fails: /^Error unseen/,
			...fails,
		},
	],
	Interrupts: [
		{
			title: "a synchronous loop",
			cells: ["for (;;) {}", '"still here"'],
			interrupt: 500,
			shows: /still here/,
			...both,
		},
		{
			title: "synchronous work of a library",
			cells: ['/(x+x+)+y/.test("x".repeat(40));', '"still here"'],
			interrupt: 500,
			shows: /still here/,
			...both,
		},
		{
			title: "a loop that awaits: it ends, rather than go on unseen",
			cells: [
				"let turns = 0;",
				"for (;;) { await new Promise((done) => setTimeout(done, 5)); turns++; }",
				"const before = turns; await new Promise((done) => setTimeout(done, 300)); turns === before",
			],
			interrupt: 500,
			shows: /true/,
			...fails,
		},
		{
			title: "`finally` blocks run when a cell is interrupted",
			cells: [
				'let cleaned = "no";',
				'try { for (;;) {} } finally { cleaned = "cleaned"; }',
				"cleaned",
			],
			interrupt: 500,
			shows: /cleaned/,
			...fails,
		},
		{
			title: "a synchronous loop after an await",
			cells: ["await null; for (;;) {}", '"still here"'],
			interrupt: 500,
			limit: 15_000,
			shows: /still here/,
			...fails,
		},
		{
			title:
				"synchronous work of a library after an await (a second interrupt ends the process)",
			cells: ['await null; /(x+x+)+y/.test("x".repeat(60));', '"still here"'],
			interrupt: 500,
			limit: 5000,
			shows: /still here/,
			...neither,
		},
	],
};
