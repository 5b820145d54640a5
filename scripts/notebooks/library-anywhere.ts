/**
 * Loaded before tslab: lets its TypeScript find the types of "spiking-recurrent-cell" for a notebook in any folder, as if the library were
 * installed there. (Node itself finds the code through NODE_PATH, of which TypeScript knows nothing.)
 */
import path from "node:path";
import ts from "@tslab/typescript-for-tslab";
import { MODULES } from "./project.js";

const LIBRARY = "node_modules/spiking-recurrent-cell";
/** TypeScript writes forward slashes on every system. */
const expected = path.join(process.cwd(), LIBRARY).replaceAll("\\", "/");
const actual = path.join(MODULES, "..", LIBRARY).replaceAll("\\", "/");

// A notebook inside the project, or beside an installed library of its own, has what it needs.
if (!ts.sys.directoryExists(expected)) {
	const redirected = (file: string) =>
		file === expected || file.startsWith(`${expected}/`)
			? actual + file.slice(expected.length)
			: file;
	const { fileExists, directoryExists, readFile, realpath } = ts.sys;
	ts.sys.fileExists = (file) => fileExists(redirected(file));
	ts.sys.directoryExists = (file) => directoryExists(redirected(file));
	ts.sys.readFile = (file, encoding) => readFile(redirected(file), encoding);
	ts.sys.realpath = (file) => realpath?.(redirected(file)) ?? redirected(file);
}
