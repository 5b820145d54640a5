/** Compiles the kernels and embeds them in modules that any loader can read. */
import {
	existsSync,
	mkdirSync,
	readdirSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const lib = join(dirname(fileURLToPath(import.meta.url)), "..");
const OPTIONS = [
	"-O3",
	"--noAssert",
	"--runtime",
	"stub",
	"--importMemory",
	"--initialMemory",
	"1",
	"--enable",
	"simd",
];
/** Of the engine: at most 4 GiB, all that 32-bit addresses reach, and shared by threads. */
const SHARED = [
	"--maximumMemory",
	"65536",
	"--enable",
	"threads",
	"--sharedMemory",
];

/** Folders whose `assembly` is compiled, and by which options into what. */
const MODULES = [
	{
		folder: join("engine", "fused"),
		variants: {
			baseline: SHARED,
			relaxed: [...SHARED, "--enable", "relaxed-simd"],
		},
	},
	{ folder: join("data", "camera"), variants: { baseline: [] } },
	{ folder: "training", variants: { baseline: [] } },
];

async function compile(source, options) {
	let binary;
	const { error, stderr } = await asc.main(
		[
			"index.ts",
			"--baseDir",
			source,
			"--outFile",
			"kernels.wasm",
			...OPTIONS,
			...options,
		],
		{
			writeFile: (_name, contents) => {
				binary = contents;
			},
		},
	);
	if (error)
		throw new Error(`the kernels of ${source} do not compile:\n${stderr}`);
	return Buffer.from(binary).toString("base64");
}

for (const { folder, variants } of MODULES) {
	const source = join(lib, folder, "assembly");
	const target = join(lib, "dist", folder, "kernel-binary.js");
	const newest = Math.max(
		...[
			...readdirSync(source).map((file) => join(source, file)),
			fileURLToPath(import.meta.url),
		].map((file) => statSync(file).mtimeMs),
	);
	if (existsSync(target) && statSync(target).mtimeMs >= newest) continue;
	const lines = [
		'"use strict";',
		"const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));",
	];
	for (const [name, options] of Object.entries(variants))
		lines.push(`exports.${name} = bytes("${await compile(source, options)}");`);
	mkdirSync(dirname(target), { recursive: true });
	writeFileSync(target, `${lines.join("\n")}\n`);
}
