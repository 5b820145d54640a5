/**
 * What cells may import beyond plain CommonJS: TypeScript files of the user's own, as they are on disk at that moment, and packages that
 * offer themselves to `import` alone.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import Module, { SourceMap } from "node:module";
import path from "node:path";
import ts from "@tslab/typescript-for-tslab";
import { resolve as resolveExports } from "resolve.exports";
import { replaceImportMeta } from "../mends/import-meta.js";
import {
	INTERRUPT_PROLOGUE,
	makeInterruptible,
} from "../mends/interruptible.js";
import { Edits } from "../mends/mend.js";

/** The parts of Node's module loader that it documents as open to change, but does not type. */
interface Loader {
	_extensions: Record<string, (module: NodeModule, file: string) => void>;
	_resolveFilename(
		request: string,
		parent: NodeModule | undefined,
		...rest: unknown[]
	): string;
	prototype: { load(this: NodeModule, file: string): void };
}

interface Compiling extends NodeModule {
	_compile(code: string, file: string): void;
}

const loader = Module as unknown as Loader;
const sourceMaps = new Map<string, SourceMap>();
/** When files outside node_modules were changed last before they were loaded. */
const modified = new Map<string, number>();

const IMPORT_META =
	'({ dirname: __dirname, filename: __filename, url: require("node:url").pathToFileURL(__filename).href })';

/** Teaches this process to require TypeScript, and to notice which files have changed. */
export function loadTypescript(): void {
	loader._extensions[".ts"] = (module, file) =>
		(module as Compiling)._compile(compiled(file), file);
	const { _resolveFilename: resolve } = loader;
	loader._resolveFilename = (request, parent, ...rest) =>
		sourceFile(request, parent) ?? resolve(request, parent, ...rest);
	const { load } = loader.prototype;
	loader.prototype.load = function (file) {
		if (isLocal(file)) modified.set(file, modifiedAt(file));
		load.call(this, file);
	};
}

/** The line of TypeScript that a line of a required file came from. */
export function sourceLineIn(
	file: string,
	line: number,
	column: number,
): number {
	const map = sourceMaps.get(file);
	const entry = map?.findEntry(line - 1, column - 1);
	return entry && "originalLine" in entry ? entry.originalLine + 1 : line;
}

/** `require` for cells, made of tslab's. */
export function requireForCells(require: NodeJS.Require): NodeJS.Require {
	const requireNow = (id: string): unknown => {
		try {
			forgetIfChanged(require.resolve(id));
			return require(id);
		} catch (error) {
			const file =
				codeOf(error) === "ERR_PACKAGE_PATH_NOT_EXPORTED" &&
				importable(id, require);
			if (!file) throw error;
			return require(file);
		}
	};
	return Object.assign(requireNow, require);
}

function codeOf(error: unknown): unknown {
	return (error as { code?: unknown } | undefined)?.code;
}

/** The TypeScript file that a relative import means, as the compiler sees it: `./x`, `./x.js` and `./x.ts` all mean `./x.ts`. */
function sourceFile(
	request: string,
	parent: NodeModule | undefined,
): string | undefined {
	if (!/^\.\.?(\/|$)/.test(request) || !parent || !isLocal(parent.filename))
		return undefined;
	const base = path.resolve(path.dirname(parent.filename), request);
	const candidates = [
		base.replace(/(\.[jt]s)?$/, ".ts"),
		path.join(base, "index.ts"),
	];
	return candidates.find((file) => !file.endsWith(".d.ts") && existsSync(file));
}

function compiled(file: string): string {
	const { outputText, sourceMapText } = ts.transpileModule(
		readFileSync(file, "utf8"),
		{
			fileName: file,
			compilerOptions: {
				module: ts.ModuleKind.CommonJS,
				target: ts.ScriptTarget.ES2022,
				esModuleInterop: true,
				experimentalDecorators: true,
				sourceMap: true,
			},
		},
	);
	if (sourceMapText)
		sourceMaps.set(file, new SourceMap(JSON.parse(sourceMapText)));
	const code = ts.createSourceFile(
		"module.ts",
		outputText,
		ts.ScriptTarget.Latest,
		true,
	);
	const edits = new Edits();
	edits.insert(0, INTERRUPT_PROLOGUE);
	makeInterruptible(code, edits);
	replaceImportMeta(code, edits, IMPORT_META);
	return edits.applied(outputText);
}

/** Makes a module load again if it, or one that it requires, has changed on disk. */
function forgetIfChanged(entry: string): void {
	const seen = new Map<NodeModule, boolean>();
	const changed = (module: NodeModule): boolean => {
		const known = seen.get(module);
		if (known !== undefined) return known;
		seen.set(module, false);
		if (!isLocal(module.filename)) return false;
		// All children are asked: each may have to be forgotten.
		const below = module.children.filter(changed).length > 0;
		const result =
			below || modified.get(module.filename) !== modifiedAt(module.filename);
		if (result) delete require.cache[module.filename];
		seen.set(module, result);
		return result;
	};
	const module = require.cache[entry];
	if (module) changed(module);
}

function isLocal(file: string): boolean {
	return path.isAbsolute(file) && !/[\\/]node_modules[\\/]/.test(file);
}

function modifiedAt(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The file that `import` would load from a package whose `exports` have nothing for `require`. */
function importable(id: string, require: NodeJS.Require): string | undefined {
	const name = /^(@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? id;
	for (const folder of require.resolve.paths(id) ?? []) {
		const manifest = path.join(folder, name, "package.json");
		if (!existsSync(manifest)) continue;
		const [file] =
			resolveExports(JSON.parse(readFileSync(manifest, "utf8")), id) ?? [];
		return file && path.join(folder, name, file);
	}
	return undefined;
}
