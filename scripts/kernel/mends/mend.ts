/** What a mend may take hold of: the compiler that tslab drives, a cell's TypeScript, and the JavaScript that tslab made of it. */
import type ts from "@tslab/typescript-for-tslab";
import type { ConvertResult } from "tslab/dist/converter";

export interface Mend {
	/** Changes how the compiler is set up for cells in `folder`. */
	readonly options?: (options: ts.CompilerOptions, folder: string) => void;
	/** Changes how the compiler reads files. */
	readonly system?: (system: ts.System) => void;
	/** Changes how the compiler finds modules; `options` are those of `options`. */
	readonly host?: (host: CompilerHost, options: ts.CompilerOptions) => void;
	/** Changes what the compiler emits. */
	readonly program?: (program: ts.BuilderProgram) => void;
	/** Called before a cell is compiled. */
	readonly refresh?: () => void;
	/** Drops or changes what the compiler complains of. */
	readonly diagnostics?: (
		found: readonly ts.Diagnostic[],
	) => readonly ts.Diagnostic[];
	/** Changes a cell before tslab sees it, without moving anything: lines and columns stay. */
	readonly source?: (source: string, hint: (text: string) => void) => string;
	/** Changes what tslab makes of a cell. */
	readonly converted?: (result: ConvertResult, source: string) => ConvertResult;
	/** Changes the JavaScript that runs, without adding lines. */
	readonly emitted?: (code: BoundCode, edits: Edits) => void;
}

/** The compiler's host as tslab makes it. */
export type CompilerHost =
	ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.BuilderProgram>;

/** JavaScript, parsed, with its names bound to their declarations. */
export interface BoundCode {
	readonly file: ts.SourceFile;
	readonly checker: ts.TypeChecker;
}

/** Changes to a text, given by positions in the original. */
export class Edits {
	readonly #edits: { start: number; end: number; text: string }[] = [];

	replace(start: number, end: number, text: string): void {
		this.#edits.push({ start, end, text });
	}

	insert(position: number, text: string): void {
		this.replace(position, position, text);
	}

	/** The text with all edits in it; insertions stand before a replacement at their position, and in the order in which they were made. */
	applied(text: string): string {
		let result = "";
		let done = 0;
		const inOrder = this.#edits.toSorted(
			(a, b) =>
				a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start),
		);
		for (const edit of inOrder) {
			result += text.slice(done, edit.start) + edit.text;
			done = edit.end;
		}
		return result + text.slice(done);
	}
}
