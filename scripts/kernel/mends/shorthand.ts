/** `{ lr }` with `lr` from an earlier cell: tslab turns every such name into `exports.lr`, but forgets shorthand, which then finds nothing. */
import ts from "@tslab/typescript-for-tslab";
import type { Mend } from "./mend.js";

export const resolveShorthand: Mend = {
	emitted({ file, checker }, edits) {
		const visit = (node: ts.Node): void => {
			if (ts.isShorthandPropertyAssignment(node)) {
				const { text, end } = node.name;
				// A global such as `fetch` is no variable of a cell, and stays what it was; nobody assigns to one.
				const value = isAssigned(node.parent)
					? `exports.${text}`
					: `"${text}" in exports ? exports.${text} : ${text}`;
				if (!checker.getShorthandAssignmentValueSymbol(node)?.declarations)
					edits.insert(end, `: ${value}`);
			}
			ts.forEachChild(node, visit);
		};
		visit(file);
	},
};

/** Whether the object stands where values are assigned to: `({ a } = b)`, `[{ a }] = b`, `for ({ a } of b)`. */
function isAssigned(node: ts.Node): boolean {
	const { parent } = node;
	if (ts.isBinaryExpression(parent))
		return (
			parent.left === node &&
			parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
		);
	if (ts.isForOfStatement(parent)) return parent.initializer === node;
	return (
		(ts.isPropertyAssignment(parent) ||
			ts.isObjectLiteralExpression(parent) ||
			ts.isArrayLiteralExpression(parent)) &&
		isAssigned(parent)
	);
}
