/** `{ lr }` with `lr` from an earlier cell: tslab turns every such name into `exports.lr`, but forgets shorthand, which then finds nothing. */
import ts from "@tslab/typescript-for-tslab";
import type { Mend } from "./mend.js";

export const resolveShorthand: Mend = {
	emitted({ file, checker }, edits) {
		const visit = (node: ts.Node): void => {
			if (ts.isShorthandPropertyAssignment(node)) {
				const { text, end } = node.name;
				if (!checker.getShorthandAssignmentValueSymbol(node)?.declarations)
					// A global such as `fetch` is no export: then the name stays as it was.
					edits.replace(
						node.name.getStart(file),
						end,
						`${text}: "${text}" in exports ? exports.${text} : ${text}`,
					);
			}
			ts.forEachChild(node, visit);
		};
		visit(file);
	},
};
