/** What a kernel (or the runner of notebooks) and the process that executes its cells say to one another. */

/**
 * File descriptors of the executor's pipes for reports and for interrupts; the three standard ones and the channel for requests
 * come before them.
 */
export const REPORTS_FD = 4;
export const INTERRUPTS_FD = 5;

/** MIME type → content, and what a viewer should know about it. */
export interface MimeBundle {
	readonly data: Readonly<Record<string, unknown>>;
	readonly metadata: Readonly<Record<string, unknown>>;
}

/** What happens to a comm. */
export type CommEvent = "open" | "message" | "close";

/** Content of a message on a comm. */
export interface CommContent {
	readonly data: Readonly<Record<string, unknown>>;
	readonly metadata: Readonly<Record<string, unknown>>;
	readonly buffers: readonly Uint8Array[];
}

/** To the executor. Whatever carries an `id` is answered by a report "answer" with the same id. */
export type Request =
	/** Execute the code of cell [cell]; "executed" or "failed" will answer. */
	| { readonly type: "execute"; readonly cell: number; readonly code: string }
	| {
			readonly type: "complete" | "inspect";
			readonly id: string;
			readonly code: string;
			/** In UTF-16 units. */
			readonly position: number;
	  }
	| { readonly type: "is-complete"; readonly id: string; readonly code: string }
	| ({
			readonly type: "comm";
			readonly id: string;
			readonly event: CommEvent;
			readonly comm: string;
			/** Of "open" only. */
			readonly target: string;
	  } & CommContent)
	/** No cell follows: wait for what is still going on, then say "finished" and exit. */
	| { readonly type: "finish" };

/** From the executor. `cell` is the cell that caused it, be it by a timer long after its end. */
export type Report =
	| { readonly type: "ready" }
	| {
			readonly type: "stream";
			readonly cell: number;
			readonly name: "stdout" | "stderr";
			readonly text: string;
	  }
	| ({
			readonly type: "display";
			readonly cell: number;
			/** Names the display, so that a later one can replace its content. */
			readonly id: string | undefined;
			/** Replaces the display of this id instead of adding one. */
			readonly update: boolean;
	  } & MimeBundle)
	/** The value of the expression that ends the cell. */
	| ({ readonly type: "result"; readonly cell: number } & MimeBundle)
	/** Documentation that a cell asked for with `name?`. */
	| ({ readonly type: "page"; readonly cell: number } & MimeBundle)
	| { readonly type: "clear"; readonly cell: number; readonly wait: boolean }
	/** From now on the cell can be interrupted. */
	| { readonly type: "begun"; readonly cell: number }
	/** The cell heard of an interrupt; how it ends is up to its code. */
	| { readonly type: "interrupted"; readonly cell: number }
	| { readonly type: "executed"; readonly cell: number }
	/** Answers "execute", or tells of what a cell's promises and timers did after its end. */
	| ({ readonly type: "failed"; readonly cell: number } & CellError)
	| { readonly type: "answer"; readonly id: string; readonly content: object }
	| ({
			readonly type: "comm";
			readonly cell: number;
			readonly event: CommEvent;
			readonly comm: string;
			readonly target: string;
	  } & CommContent)
	| { readonly type: "finished" };

/** An error and where in the notebook it arose. */
export interface CellError {
	/** "TypeError", "TS2322", … */
	readonly name: string;
	readonly message: string;
	/** Where it was thrown or found: the cell at the top of the stack; undefined where none is. */
	readonly place: CellPlace | undefined;
	/** Message and stack for people: lines of cells are lines of TypeScript, and the line itself is shown. */
	readonly traceback: readonly string[];
}

export interface CellPlace {
	readonly cell: number;
	/** Line in that cell; the first one is 1. */
	readonly line: number;
}
