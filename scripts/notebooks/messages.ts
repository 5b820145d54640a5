/** What the runner and its kernel process say to one another. */
import type { MimeBundle } from "./nbformat.js";

/** From the runner. */
export type Request =
	/** Execute the code of cell [cell]; "executed" or "failed" will answer. */
	| { readonly type: "execute"; readonly cell: number; readonly code: string }
	/** No cell follows: wait for what is still going on, then say "finished" and exit. */
	| { readonly type: "finish" };

/** From the kernel process. */
export type Report =
	| { readonly type: "ready" }
	| {
			readonly type: "stream";
			readonly name: "stdout" | "stderr";
			readonly text: string;
	  }
	| {
			readonly type: "display";
			readonly data: MimeBundle;
			readonly metadata: Record<string, unknown>;
			/** Names the display, so that a later one can replace its content. */
			readonly id: string | undefined;
			/** Replaces the display of this id instead of adding one. */
			readonly update: boolean;
	  }
	| { readonly type: "executed"; readonly count: number }
	| ({ readonly type: "failed" } & CellError)
	| { readonly type: "finished" };

/** An error and where in the notebook it arose. */
export interface CellError {
	/** "TypeError", "type error", … */
	readonly name: string;
	readonly message: string;
	/** The cell that stands at the top of the stack; undefined where none does. */
	readonly cell: number | undefined;
	/** Line in that cell; the first one is 1. */
	readonly line: number | undefined;
	/** Message and stack, lines of cells being lines of TypeScript. */
	readonly traceback: readonly string[];
}
