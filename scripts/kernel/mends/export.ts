/** `export` in a cell means nothing, since later cells see every name; tslab fails on it. It is ignored, with a hint. */
import ts from "@tslab/typescript-for-tslab";
import { Edits, type Mend } from "./mend.js";

const HINT =
	'"export" is ignored in a cell: later cells see every name without it.\n';

export const ignoreExport: Mend = {
	source(source, hint) {
		// Most cells have none; parsing them all would cost every one.
		if (!/\bexport\b/.test(source)) return source;
		const file = ts.createSourceFile(
			"cell.ts",
			source,
			ts.ScriptTarget.Latest,
			true,
		);
		const edits = new Edits();
		let found = false;
		const blank = (start: number, end: number) => {
			found = true;
			const spaces = source.slice(start, end).replace(/[^\n]/g, " ");
			edits.replace(start, end, spaces);
		};
		for (const statement of file.statements) {
			if (ts.isExportDeclaration(statement))
				blank(statement.getStart(file), statement.end);
			if (ts.isExportAssignment(statement))
				blank(statement.getStart(file), statement.expression.getStart(file));
			if (ts.canHaveModifiers(statement))
				for (const modifier of ts.getModifiers(statement) ?? [])
					if (isExportOrDefault(modifier))
						blank(modifier.getStart(file), modifier.end);
		}
		if (!found) return source;
		hint(HINT);
		return edits.applied(source);
	},
};

function isExportOrDefault({ kind }: ts.Modifier): boolean {
	return (
		kind === ts.SyntaxKind.ExportKeyword ||
		kind === ts.SyntaxKind.DefaultKeyword
	);
}
