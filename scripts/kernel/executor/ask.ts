/** What a front end asks about code that is not run: completion, documentation, whether it is complete. */
import ts from "@tslab/typescript-for-tslab";
import { isCompleteCode } from "tslab/dist/converter";
import type { Executor } from "tslab/dist/executor";
import { printQuickInfo } from "tslab/dist/inspect";
import type { MimeBundle } from "../messages.js";

/** More would only slow the page down. */
const MAX_MATCHES = 1000;

/** Content of a complete_reply; positions in UTF-16 units. */
export function complete(
	executor: Executor,
	code: string,
	position: number,
): object {
	const { start, end, candidates, original } = executor.complete(
		code,
		position,
	);
	const matches = candidates.slice(0, MAX_MATCHES);
	const kinds = new Map(
		original?.entries.map(({ name, kind }) => [name, kind as string]),
	);
	return {
		status: "ok",
		matches,
		cursor_start: start,
		cursor_end: end,
		metadata: {
			// JupyterLab and VS Code show the kind as an icon.
			_jupyter_types_experimental: matches.map((text) => ({
				text,
				type: iconOf(kinds.get(text) ?? ""),
				start,
				end,
			})),
		},
	};
}

/** The names under which Jupyter's front ends know kinds. */
function iconOf(kind: string): string {
	if (kind === "method") return "function";
	if (/^(const|let|var|alias|parameter|local )/.test(kind)) return "variable";
	if (/^(interface|type)/.test(kind)) return "type";
	if (/^(getter|setter)$/.test(kind)) return "property";
	return kind || "variable";
}

/** Content of an inspect_reply. */
export interface Inspection extends MimeBundle {
	readonly status: "ok";
	readonly found: boolean;
}

/** The name in a cell that holds `name?` and nothing else, which is no TypeScript but a question. */
export function nameAskedFor(source: string): string | undefined {
	return /^\s*([\w$.]+)\?\s*$/.exec(source)?.[1];
}

/** Signature and documentation of the name at `position`. */
export function inspect(
	executor: Executor,
	code: string,
	position: number,
): Inspection {
	// A cursor behind a name means that name.
	const info =
		executor.inspect(code, position) ??
		(position > 0 ? executor.inspect(code, position - 1) : undefined);
	if (!info) return { status: "ok", found: false, data: {}, metadata: {} };
	return {
		status: "ok",
		found: true,
		data: {
			"text/plain": printQuickInfo(info),
			"text/markdown": markdown(info),
		},
		metadata: {},
	};
}

function markdown({ displayParts, documentation, tags }: ts.QuickInfo): string {
	const text = (parts: readonly ts.SymbolDisplayPart[] | undefined) =>
		parts?.map((part) => part.text).join("") ?? "";
	return [
		`\`\`\`typescript\n${text(displayParts)}\n\`\`\``,
		text(documentation),
		...(tags ?? []).map((tag) => `*@${tag.name}* ${text(tag.text)}`),
	]
		.filter((part) => part !== "")
		.join("\n\n");
}

/** Content of an is_complete_reply. */
export function isComplete(code: string): object {
	if (nameAskedFor(code)) return { status: "complete" };
	const { completed, indent } = isCompleteCode(code);
	if (!completed) return { status: "incomplete", indent: indent ?? "" };
	const { parseDiagnostics } = ts.createSourceFile(
		"cell.ts",
		code,
		ts.ScriptTarget.Latest,
	) as ts.SourceFile & { readonly parseDiagnostics: readonly unknown[] };
	return { status: parseDiagnostics.length === 0 ? "complete" : "invalid" };
}
