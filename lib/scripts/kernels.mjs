/** Compiles the fused engine's kernels and embeds them, as base64, in a module that any loader can read. */
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
const source = join(lib, "engine", "fused", "assembly");
const target = join(lib, "dist", "engine", "fused", "kernel-binary.js");

/** At most 4 GiB, all that 32-bit addresses reach. */
const MEMORY = [
	"--importMemory",
	"--initialMemory",
	"1",
	"--maximumMemory",
	"65536",
];
const OPTIONS = [
	"-O3",
	"--noAssert",
	"--runtime",
	"stub",
	"--enable",
	"simd",
	"--enable",
	"threads",
	"--sharedMemory",
];

async function compile(...options) {
	let binary;
	const { error, stderr } = await asc.main(
		[
			"index.ts",
			"--baseDir",
			source,
			"--outFile",
			"kernels.wasm",
			...OPTIONS,
			...MEMORY,
			...options,
		],
		{
			writeFile: (_name, contents) => {
				binary = contents;
			},
		},
	);
	if (error) throw new Error(`the kernels do not compile:\n${stderr}`);
	return Buffer.from(binary).toString("base64");
}

const newest = Math.max(
	...[
		...readdirSync(source).map((file) => join(source, file)),
		fileURLToPath(import.meta.url),
	].map((file) => statSync(file).mtimeMs),
);
if (!existsSync(target) || statSync(target).mtimeMs < newest) {
	const lines = ['"use strict";'];
	for (const [name, ...options] of [
		["baseline"],
		["relaxed", "--enable", "relaxed-simd"],
	])
		lines.push(`exports.${name} = "${await compile(...options)}";`);
	mkdirSync(dirname(target), { recursive: true });
	writeFileSync(target, `${lines.join("\n")}\n`);
}
