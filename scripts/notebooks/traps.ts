/** Finds what `tsc` accepts in a notebook's script and tslab then fails on, or silently gets wrong. */
import ts from "@tslab/typescript-for-tslab";
import type { ScriptCell } from "./script.js";

export interface Trap {
	/** Line of the script; the first one is 1. */
	readonly line: number;
	/** What is wrong and how to write it instead. */
	readonly message: string;
}

/** All traps in a script, in order; `cells` are its parsed cells. */
export function findTraps(text: string, cells: readonly ScriptCell[]): Trap[] {
	const { file, checker } = bound(text);
	const traps: Trap[] = [];

	const lineOf = (node: ts.Node) =>
		file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
	const cellOf = (node: ts.Node) =>
		cells.findLastIndex((cell) => cell.line <= lineOf(node));
	const report = (node: ts.Node, message: string) =>
		traps.push({ line: lineOf(node), message });

	function visit(node: ts.Node): void {
		if (ts.isShorthandPropertyAssignment(node)) {
			const name = node.name.text;
			const symbol = checker.getShorthandAssignmentValueSymbol(node);
			const declaration = symbol?.declarations?.[0];
			if (declaration && cellOf(declaration) !== cellOf(node))
				report(
					node,
					`tslab cannot resolve the shorthand "{ ${name} }" of a name from another cell: write "${name}: ${name}"`,
				);
		}
		if (ts.isForOfStatement(node) && node.awaitModifier && isTopLevel(node))
			report(
				node,
				'tslab has no top-level "for await": put it into an async function and await that',
			);
		if (
			ts.isMetaProperty(node) &&
			node.keywordToken === ts.SyntaxKind.ImportKeyword
		)
			report(node, 'tslab has no "import.meta": use process.cwd()');
		if (ts.isIdentifier(node) && /^__(dirname|filename)$/.test(node.text))
			report(node, `tslab has no "${node.text}": use process.cwd()`);
		ts.forEachChild(node, visit);
	}

	for (const statement of file.statements) {
		if (isExported(statement))
			report(
				statement,
				'tslab cannot "export" from a cell: later cells see every name without it',
			);
		for (const name of declaredNames(statement))
			if (name.text.startsWith("__"))
				report(
					name,
					`tslab loses names that begin with "__" between cells: rename "${name.text}"`,
				);
		visit(statement);
	}
	return traps;
}

/** The script bound to symbols, nothing else loaded: enough to see which declaration a name means. */
function bound(text: string): { file: ts.SourceFile; checker: ts.TypeChecker } {
	const name = "notebook.ts";
	const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
	const host: ts.CompilerHost = {
		fileExists: (path) => path === name,
		getCanonicalFileName: (path) => path,
		getCurrentDirectory: () => "",
		getDefaultLibFileName: () => "",
		getNewLine: () => "\n",
		getSourceFile: (path) => (path === name ? file : undefined),
		readFile: () => undefined,
		useCaseSensitiveFileNames: () => true,
		writeFile: () => {},
	};
	const options = { noLib: true, noResolve: true, types: [] };
	const program = ts.createProgram([name], options, host);
	return { file, checker: program.getTypeChecker() };
}

function isTopLevel(node: ts.Node): boolean {
	for (let up = node.parent; up; up = up.parent)
		if (ts.isFunctionLike(up)) return false;
	return true;
}

function isExported(statement: ts.Statement): boolean {
	return (
		ts.isExportDeclaration(statement) ||
		ts.isExportAssignment(statement) ||
		(ts.canHaveModifiers(statement) &&
			!!ts
				.getModifiers(statement)
				?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
	);
}

/** The names that a top-level statement declares, those of destructuring patterns and imports included. */
function declaredNames(statement: ts.Statement): ts.Identifier[] {
	if (ts.isVariableStatement(statement))
		return statement.declarationList.declarations.flatMap(({ name }) =>
			boundNames(name),
		);
	if (
		(ts.isFunctionDeclaration(statement) ||
			ts.isClassDeclaration(statement) ||
			ts.isEnumDeclaration(statement)) &&
		statement.name
	)
		return [statement.name];
	const clause = ts.isImportDeclaration(statement) && statement.importClause;
	if (!clause) return [];
	const named = clause.namedBindings;
	return [
		...(clause.name ? [clause.name] : []),
		...(named && ts.isNamespaceImport(named) ? [named.name] : []),
		...(named && ts.isNamedImports(named)
			? named.elements.map(({ name }) => name)
			: []),
	];
}

function boundNames(name: ts.BindingName): ts.Identifier[] {
	if (ts.isIdentifier(name)) return [name];
	return name.elements.flatMap((element) =>
		ts.isBindingElement(element) ? boundNames(element.name) : [],
	);
}
