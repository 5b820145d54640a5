/** Top-level `for await`: tslab runs a cell as an async function when the compiler complains of `await`, and of this it does not. */
import ts from "@tslab/typescript-for-tslab";
import type { Mend } from "./mend.js";

export const allowForAwait: Mend = {
	converted(result, source) {
		// Most cells have none; parsing them all would cost every one.
		if (!/\bfor\s+await\b/.test(source)) return result;
		const file = ts.createSourceFile(
			"cell.ts",
			source,
			ts.ScriptTarget.Latest,
			true,
		);
		return hasTopLevelForAwait(file)
			? { ...result, hasToplevelAwait: true }
			: result;
	},
};

function hasTopLevelForAwait(node: ts.Node): boolean {
	if (ts.isFunctionLike(node)) return false;
	if (ts.isForOfStatement(node) && node.awaitModifier) return true;
	return ts.forEachChild(node, hasTopLevelForAwait) ?? false;
}
