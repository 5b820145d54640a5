/** Errors in the words of the protocol. */
import type { CellError } from "./messages.js";

/** ename and evalue, as a reply or an error message holds them. */
export interface ErrorContent {
	readonly ename: string;
	readonly evalue: string;
	readonly traceback: readonly string[];
}

export const PROCESS_ENDED: ErrorContent = {
	ename: "ProcessEnded",
	evalue: "the process that executes cells has ended",
	traceback: [],
};

/** In place of the value of each of a request's user_expressions. */
export const NOT_EVALUATED = {
	status: "error",
	ename: "NotSupported",
	evalue: "this kernel does not evaluate user_expressions",
	traceback: [],
};

/** Of a request, by its type, that the kernel itself fails on. */
export function failureContent(type: string, error: unknown): ErrorContent {
	const { name, message } = error as Error;
	return {
		ename: name,
		evalue: `this ${type} cannot be answered: ${message}`,
		traceback: [],
	};
}

export function errorContent({
	name,
	message,
	traceback,
}: CellError): ErrorContent {
	return { ename: name, evalue: message, traceback };
}
