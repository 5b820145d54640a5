/** The value of the expression that ends a cell, in the forms in which it can be shown. */
import { inspect } from "node:util";
import type { Formatter } from "spiking-recurrent-cell/dist/notebook/kernel.js";
import type { MimeBundle } from "../messages.js";
import { type Cell, currentCell } from "./cell.js";
import { report } from "./channel.js";

/** Values may bring their own forms; Deno's kernel asks for the same. */
const DISPLAY = Symbol.for("Jupyter.display");

const formatters: Formatter[] = [];

/** The formatter is asked before those that were added earlier. */
export function addFormatter(formatter: Formatter): void {
	formatters.unshift(formatter);
}

/** Reports the value as the current cell's result; `cell.result` tells when it is done. */
export function showResult(value: unknown): void {
	const cell = currentCell();
	cell.result = formsOf(value).then((forms) => reportResult(cell, forms));
}

function reportResult({ number }: Cell, { data, metadata }: MimeBundle): void {
	report({ type: "result", cell: number, data, metadata });
}

async function formsOf(value: unknown): Promise<MimeBundle> {
	const own = (value as { [DISPLAY]?: () => object } | undefined)?.[DISPLAY];
	const data = typeof own === "function" ? await own.call(value) : undefined;
	if (data) return { data: data as MimeBundle["data"], metadata: {} };
	for (const formatter of formatters) {
		const forms = await formatter(value);
		if (forms) return forms;
	}
	return { data: { "text/plain": inspect(value) }, metadata: {} };
}
