/** Puts mends where they take hold: around the compiler's functions before tslab loads it, and around a cell's text. Nothing of tslab is changed. */
import ts from "@tslab/typescript-for-tslab";
import type { ConvertResult } from "tslab/dist/converter";
import { type BoundCode, type CompilerHost, Edits, type Mend } from "./mend.js";

/**
 * Lets whatever loads tslab's compiler from now on get one with the mends in it.
 * @throws if tslab is loaded already
 */
export function mendCompiler(mends: readonly Mend[]): void {
	const place = require.cache[require.resolve("@tslab/typescript-for-tslab")];
	if (!place || require.cache[require.resolve("tslab/dist/converter")])
		throw new Error("the mends come too late: load them before tslab");
	let compilerOptions: ts.CompilerOptions = {};
	// The functions of the module itself cannot be replaced; tslab asks for them through its own view of the module.
	place.exports = {
		...ts,
		createWatchCompilerHost(
			roots: string[],
			options: ts.CompilerOptions,
			system: ts.System,
			...rest: []
		): unknown {
			compilerOptions = options;
			for (const mend of mends) mend.options?.(options, options.rootDir ?? "");
			for (const mend of mends) mend.system?.(system);
			return ts.createWatchCompilerHost(roots, options, system, ...rest);
		},
		createWatchProgram(host: CompilerHost): unknown {
			for (const mend of mends) mend.host?.(host, compilerOptions);
			const created = host.afterProgramCreate;
			host.afterProgramCreate = (program) => {
				for (const mend of mends) mend.program?.(program);
				created?.(program);
			};
			return ts.createWatchProgram(host);
		},
		getPreEmitDiagnosticsOfFiles(...args: unknown[]): unknown {
			const original = (
				ts as unknown as Record<
					string,
					(...args: unknown[]) => readonly ts.Diagnostic[]
				>
			).getPreEmitDiagnosticsOfFiles;
			return mends.reduce(
				(found, mend) => mend.diagnostics?.(found) ?? found,
				original(...args),
			);
		},
	};
}

/** A cell as tslab shall see it. */
export function mendSource(
	source: string,
	mends: readonly Mend[],
	hint: (text: string) => void,
): string {
	for (const mend of mends) mend.refresh?.();
	return mends.reduce(
		(text, mend) => mend.source?.(text, hint) ?? text,
		source,
	);
}

/** What tslab shall take for its own result. */
export function mendConverted(
	result: ConvertResult,
	source: string,
	mends: readonly Mend[],
): ConvertResult {
	return mends.reduce(
		(before, mend) => mend.converted?.(before, source) ?? before,
		result,
	);
}

/** The JavaScript that shall run for what tslab emitted. */
export function mendEmitted(emitted: string, mends: readonly Mend[]): string {
	const code = bound(emitted);
	const edits = new Edits();
	for (const mend of mends) mend.emitted?.(code, edits);
	return edits.applied(emitted);
}

/** Code bound to symbols, nothing else loaded: enough to see which names it declares itself. */
function bound(text: string): BoundCode {
	const name = "cell.ts";
	const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
	const host: ts.CompilerHost = {
		fileExists: (path) => path === name,
		getCanonicalFileName: (path) => path,
		getCurrentDirectory: () => "",
		getDefaultLibFileName: () => "",
		getNewLine: () => "\n",
		getSourceFile: (path) => (path === name ? file : undefined),
		readFile: () => undefined,
		useCaseSensitiveFileNames: () => true,
		writeFile: () => {},
	};
	const options = { noLib: true, noResolve: true, types: [] };
	const program = ts.createProgram([name], options, host);
	return { file, checker: program.getTypeChecker() };
}
