/**
 * Variables of cells, which tslab keeps on a Proxy: a loop that counts in one takes a microsecond a turn. On a plain object it takes
 * nanoseconds; what the Proxy is for, imported names that can be declared again, needs one call less plain.
 */
import ts from "@tslab/typescript-for-tslab";
import type { Mend } from "./mend.js";

export const plainVariables: Mend = {
	emitted({ file }, edits) {
		const visit = (node: ts.Node): void => {
			if (ts.isCallExpression(node) && definesExport(node, file))
				edits.replace(
					node.expression.getStart(file),
					node.expression.end,
					"globalThis.__tslab__.define",
				);
			ts.forEachChild(node, visit);
		};
		visit(file);
	},
};

function definesExport(
	{ expression, arguments: [target] }: ts.CallExpression,
	file: ts.SourceFile,
): boolean {
	return (
		expression.getText(file) === "Object.defineProperty" &&
		target?.getText(file) === "exports"
	);
}

/** Stands for `Object.defineProperty(exports, …)`: the compiler emits it for imported names, with a getter that cannot be replaced. */
export function defineVariable(
	variables: Record<string, unknown>,
	name: string,
	{ get, value }: PropertyDescriptor,
): void {
	if (name !== "__esModule") variables[name] = get ? get() : value;
}
