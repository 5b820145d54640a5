/**
 * Loops and awaits that an interrupt can end: every turn of a loop looks at a flag in shared memory, which a watching thread sets
 * (executor/interrupts.ts), and every await ends with the interruption. Both throw an ordinary error, so `finally` runs and state is kept.
 */
import ts from "@tslab/typescript-for-tslab";
import type { Edits, Mend } from "./mend.js";

/** Stands once before the code, on its first line. */
export const INTERRUPT_PROLOGUE =
	" const __tslab_flag__ = globalThis.__tslab__.flag; ";
const CHECK = "if (__tslab_flag__[0]) globalThis.__tslab__.stop();";

export const interruptLoopsAndAwaits: Mend = {
	emitted({ file }, edits) {
		// tslab has put the cell into a function.
		edits.insert(file.text.indexOf("{") + 1, INTERRUPT_PROLOGUE);
		makeInterruptible(file, edits);
	},
};

export function makeInterruptible(file: ts.SourceFile, edits: Edits): void {
	const visit = (node: ts.Node): void => {
		if (ts.isIterationStatement(node, false)) {
			const { statement } = node;
			if (ts.isBlock(statement))
				edits.insert(statement.getStart(file) + 1, CHECK);
			else edits.insert(statement.getStart(file), `{${CHECK}`);
		}
		if (ts.isAwaitExpression(node))
			call("until", node.expression.getStart(file));
		if (ts.isForOfStatement(node) && node.awaitModifier)
			call("each", node.expression.getStart(file));
		ts.forEachChild(node, visit);
		if (ts.isAwaitExpression(node)) edits.insert(node.expression.end, ")");
		if (ts.isForOfStatement(node) && node.awaitModifier)
			edits.insert(node.expression.end, ")");
		if (ts.isIterationStatement(node, false) && !ts.isBlock(node.statement))
			edits.insert(node.statement.end, "}");
	};
	const call = (name: string, position: number) =>
		edits.insert(position, `globalThis.__tslab__.${name}(`);
	visit(file);
}
