/** The library's public names with their declarations and comments, read from the declaration files that tsc emits, and from the sources. */
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "@tslab/typescript-for-tslab";
import { PROJECT } from "../../project.js";

export interface ApiEntry {
	readonly name: string;
	/** "function", "class", "interface", "type" or "constant". */
	readonly kind: string;
	/** TypeScript; of an overloaded function one declaration a line. */
	readonly declaration: string;
	/** A documentation comment, or nothing. */
	readonly comment: string;
}

export interface ApiModule {
	/** Source, from the library's folder: "cells/src.ts". */
	readonly file: string;
	/** The comment at the top of the file. */
	readonly comment: string;
	readonly entries: readonly ApiEntry[];
}

const LIBRARY = path.join(PROJECT, "lib");

/**
 * Every module that `index.d.ts` names, in its order, with what it exports there.
 * @throws if the library exports in a way that is not known here
 */
export function readApi(): ApiModule[] {
	const index = parsed("index");
	const exports = index.statements.filter(
		(statement) => !ts.isImportDeclaration(statement),
	);
	return exports.map((statement) => {
		if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier)
			throw new Error(
				`lib/index.ts may hold nothing but exports from its modules; found "${statement.getText(index)}"`,
			);
		const specifier = statement.moduleSpecifier.getText(index).slice(1, -1);
		const chosen =
			statement.exportClause && ts.isNamedExports(statement.exportClause)
				? statement.exportClause.elements.map(({ name }) => name.text)
				: undefined;
		return readModule(specifier.replace(/^\.\/|\.js$/g, ""), chosen);
	});
}

function readModule(
	name: string,
	chosen: readonly string[] | undefined,
): ApiModule {
	const file = parsed(name);
	// Not from the declarations: they lose it with the import that it stood before.
	const source = readFileSync(path.join(LIBRARY, `${name}.ts`), "utf8");
	const comment = /^\/\*\*[\s\S]*?\*\//.exec(source)?.[0] ?? "";
	const entries = new Map<string, ApiEntry>();
	for (const statement of file.statements) {
		const entry = entryOf(statement, file);
		if (!entry || (chosen && !chosen.includes(entry.name))) continue;
		const other = entries.get(entry.name);
		// The comment of a file may be that of the first thing in it.
		const own = entry.comment === comment ? { ...entry, comment: "" } : entry;
		entries.set(entry.name, other ? merged(other, own) : own);
	}
	return {
		file: `${name}.ts`,
		comment,
		entries: [...entries.values()],
	};
}

/** The declarations of the module "cells/src". */
function parsed(name: string): ts.SourceFile {
	const file = path.join(LIBRARY, "dist", `${name}.d.ts`);
	return ts.createSourceFile(
		file,
		readFileSync(file, "utf8"),
		ts.ScriptTarget.Latest,
		true,
	);
}

/** The exported thing that a statement declares. */
function entryOf(
	statement: ts.Statement,
	file: ts.SourceFile,
): ApiEntry | undefined {
	const exported =
		ts.canHaveModifiers(statement) &&
		ts
			.getModifiers(statement)
			?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
	if (!exported) return undefined;
	const declared = nameAndKind(statement);
	if (!declared) return undefined;
	return {
		...declared,
		declaration: declarationText(statement, file),
		comment: commentsBefore(statement, file).at(-1) ?? "",
	};
}

function nameAndKind(
	statement: ts.Statement,
): Pick<ApiEntry, "name" | "kind"> | undefined {
	if (ts.isVariableStatement(statement)) {
		const { name } = statement.declarationList.declarations[0];
		return ts.isIdentifier(name)
			? { name: name.text, kind: "constant" }
			: undefined;
	}
	const kind = ts.isFunctionDeclaration(statement)
		? "function"
		: ts.isClassDeclaration(statement)
			? "class"
			: ts.isInterfaceDeclaration(statement)
				? "interface"
				: ts.isTypeAliasDeclaration(statement)
					? "type"
					: undefined;
	const name = (statement as ts.DeclarationStatement).name?.getText();
	return kind && name ? { name, kind } : undefined;
}

/** The statement as one would write it, without what is private. */
function declarationText(statement: ts.Statement, file: ts.SourceFile): string {
	let text = file.text.slice(statement.getStart(file), statement.end);
	if (ts.isClassDeclaration(statement))
		for (const member of statement.members.toReversed())
			if (isPrivate(member)) {
				const from = member.pos - statement.getStart(file);
				const to = member.end - statement.getStart(file);
				text = text.slice(0, from) + text.slice(to);
			}
	return text
		.replace(/^export (declare )?/, "")
		.replace(/^( {4})+/gm, (indent) => "  ".repeat(indent.length / 4));
}

function isPrivate(member: ts.ClassElement): boolean {
	const modifiers = ts.canHaveModifiers(member) ? ts.getModifiers(member) : [];
	return (
		(modifiers ?? []).some(
			({ kind }) => kind === ts.SyntaxKind.PrivateKeyword,
		) ||
		(member.name !== undefined && ts.isPrivateIdentifier(member.name))
	);
}

function merged(first: ApiEntry, second: ApiEntry): ApiEntry {
	return {
		...first,
		declaration: `${first.declaration}\n${second.declaration}`,
		comment: first.comment || second.comment,
	};
}

/** Documentation comments right before a node, in their order. */
function commentsBefore(node: ts.Node, file: ts.SourceFile): string[] {
	return (ts.getLeadingCommentRanges(file.text, node.pos) ?? [])
		.map(({ pos, end }) => file.text.slice(pos, end))
		.filter((comment) => comment.startsWith("/**"));
}
