/** `import.meta`, `__dirname` and `__filename` in cells: those of a module that lies where the notebook lies. */
import ts from "@tslab/typescript-for-tslab";
import type { Edits, Mend } from "./mend.js";

export const provideImportMeta: Mend = {
	emitted: ({ file }, edits) =>
		replaceImportMeta(file, edits, "globalThis.__tslab__.meta"),
};

/** Puts the expression `substitute` in the place of each `import.meta`. */
export function replaceImportMeta(
	file: ts.SourceFile,
	edits: Edits,
	substitute: string,
): void {
	const visit = (node: ts.Node): void => {
		if (
			ts.isMetaProperty(node) &&
			node.keywordToken === ts.SyntaxKind.ImportKeyword
		)
			edits.replace(node.getStart(file), node.end, substitute);
		ts.forEachChild(node, visit);
	};
	visit(file);
}
