/** LaTeX as KaTeX, which draws it, understands it: its parse tree, without what only moves things about. */
import katex from "katex";

/** The kinds of nodes that equations here consist of; KaTeX has more. */
export interface TreeNode {
	readonly type: string;
	/** mathord, textord, atom. */
	readonly text?: string;
	/** op: "\\tanh". */
	readonly name?: string;
	readonly label?: string;
	/** supsub, accent. */
	readonly base?: TreeNode;
	readonly sub?: TreeNode;
	readonly sup?: TreeNode;
	/** genfrac. */
	readonly numer?: TreeNode;
	readonly denom?: TreeNode;
	/** leftright: its delimiters. */
	readonly left?: string;
	readonly right?: string;
	/** One node, a list, or the rows of an array. */
	readonly body?: TreeNode | readonly TreeNode[] | readonly TreeNode[][];
}

/** KaTeX's own parser; not in its types, but exported for tools like this one. The version is pinned. */
const { __parse } = katex as unknown as {
	__parse(tex: string, options: object): TreeNode[];
};

/** Nodes of a formula. @throws KaTeX's error if it is not LaTeX */
export function parseTree(tex: string): readonly TreeNode[] {
	return visible(__parse(tex, { displayMode: true, strict: "error" }));
}

const LAYOUT = new Set(["kern", "spacing", "cr", "internal"]);

/** Without spaces. */
export function visible(nodes: readonly TreeNode[]): readonly TreeNode[] {
	return nodes.filter(
		({ type, text }) =>
			!LAYOUT.has(type) && !/^(\\ |\\nobreakspace|~)$/.test(text ?? ""),
	);
}

const WRAPPERS = new Set([
	"ordgroup",
	"font",
	"styling",
	"mclass",
	"text",
	"operatorname",
	"color",
]);

/** What stands inside a node that only groups or styles; the node itself otherwise. */
export function contents(node: TreeNode): readonly TreeNode[] {
	if (!WRAPPERS.has(node.type) || node.body === undefined) return [node];
	const list = Array.isArray(node.body) ? node.body : [node.body];
	return visible(list as readonly TreeNode[]).flatMap(contents);
}

/** A node as plain characters: "h_s", "z_hyp", "ReLU", "alpha", "t-1". */
export function plain(node: TreeNode): string {
	if (node.type === "supsub")
		return `${node.base ? plain(node.base) : ""}${node.sub ? `_${plain(node.sub)}` : ""}${node.sup ? `^${plain(node.sup)}` : ""}`;
	if (node.type === "genfrac" && node.numer && node.denom)
		return `${plain(node.numer)}/${plain(node.denom)}`;
	if (node.type === "accent" && node.base)
		return `${(node.label ?? "").replace("\\", "")}_${plain(node.base)}`;
	const inner = contents(node);
	if (inner.length !== 1 || inner[0] !== node) return inner.map(plain).join("");
	return (node.text ?? node.name ?? "").replace(/^\\/, "");
}
