/**
 * A side of an equation → a function of its variables, by recursive descent over KaTeX's parse tree. Names are written as `plain` writes
 * them, with their time index: "h_s[t-1]". Known are + − · / fractions, powers, roots, absolute values, floors, cases, sums over a list,
 * and the functions below; anything else is an error, never a guess.
 */
import { contents, plain, type TreeNode, visible } from "./tree.js";

/** Values of the variables, and the largest number met on the way, by which errors are judged. */
export interface Environment {
	readonly numbers: Readonly<Record<string, number>>;
	/** All of the same length; `\sum_k` goes over their entries, and `R_k` is an entry of "R". */
	readonly lists: Readonly<Record<string, readonly number[]>>;
	scale: number;
}

export type Expression = (environment: Environment) => number;

const FUNCTIONS: Readonly<Record<string, (...values: number[]) => number>> = {
	tanh: Math.tanh,
	exp: Math.exp,
	ln: Math.log,
	log: Math.log10,
	min: Math.min,
	max: Math.max,
	H: (u) => (u > 0 ? 1 : 0),
	sigma: (u) => 1 / (1 + Math.exp(-u)),
	ReLU: (u) => Math.max(0, u),
	round: Math.round,
	clamp: (u, low, high) => Math.min(high, Math.max(low, u)),
};
const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };
const OPENING = ["(", "\\lvert", "\\lfloor"];

/** The sides of an equation, without the comma or full stop of the sentence around it. */
export function sidesOf(nodes: readonly TreeNode[]): (readonly TreeNode[])[] {
	const last = nodes.at(-1)?.text ?? "";
	const all = /^[,.;]$/.test(last) ? nodes.slice(0, -1) : nodes;
	const sides: TreeNode[][] = [[]];
	let depth = 0;
	for (const node of all) {
		if (/^[([]$/.test(node.text ?? "")) depth++;
		if (/^[)\]]$/.test(node.text ?? "")) depth--;
		if (depth === 0 && node.text === "=") sides.push([]);
		else sides[sides.length - 1].push(node);
	}
	return sides;
}

/** @throws at what it does not know, naming it */
export function compile(nodes: readonly TreeNode[]): Expression {
	return new Parser(nodes, new Set()).whole();
}

class Parser {
	private place = 0;
	/** Whether a bare | closes an absolute value here. */
	private inBars = false;

	constructor(
		private readonly nodes: readonly TreeNode[],
		/** Indices of the sums around: names that stand for a place in a list. */
		private readonly indices: ReadonlySet<string>,
	) {}

	whole(): Expression {
		const result = this.sum();
		if (this.place < this.nodes.length) this.fail();
		return result;
	}

	private sum(): Expression {
		let result = this.product();
		for (;;) {
			const sign = this.text();
			if (sign !== "+" && sign !== "-") return result;
			this.place++;
			const [left, right] = [result, this.product()];
			result =
				sign === "+"
					? noted((e) => left(e) + right(e))
					: noted((e) => left(e) - right(e));
		}
	}

	private product(): Expression {
		if (this.text() === "-") {
			this.place++;
			const negated = this.product();
			return (e) => -negated(e);
		}
		let result = this.factor();
		for (;;) {
			const operator = this.text();
			const explicit = /^(\\cdot|\\times|\/)$/.test(operator);
			if (!explicit && !this.beginsFactor()) return result;
			if (explicit) this.place++;
			const [left, right] = [result, this.factor()];
			result =
				operator === "/"
					? noted((e) => left(e) / right(e))
					: noted((e) => left(e) * right(e));
		}
	}

	private beginsFactor(): boolean {
		const node = this.nodes[this.place];
		if (!node) return false;
		if ((node.base ?? node).text === "|") return !this.inBars;
		const { type, text = "" } = node.base ?? node;
		return type !== "atom" || OPENING.includes(text);
	}

	/** One value with its power. */
	private factor(): Expression {
		const node = this.nodes[this.place];
		if (!node) throw new Error("the formula ends where a value should stand");
		if (isDigit(node)) return this.number();
		if (node.base?.name === "\\sum") return this.sumOver(node);
		this.place++;
		if (node.type !== "supsub" || !node.base) return this.primary(node);
		return this.raised(this.primary(node.sub ? node : node.base), node);
	}

	/** `value` to the power that hangs on `node`, if one does. */
	private raised(value: Expression, { sup }: TreeNode): Expression {
		if (!sup) return value;
		const power = this.inside(sup);
		return noted((e) => value(e) ** power(e));
	}

	/** What `node`, already read, begins. */
	private primary(node: TreeNode): Expression {
		const text = this.text(node);
		if (text === "(") return this.closed(")", this.sum());
		if (text === "\\lvert") return absolute(this.closed("\\rvert", this.sum()));
		if (text === "\\lfloor") return floor(this.closed("\\rfloor", this.sum()));
		if (text === "|") return this.bars();
		if (node.type === "leftright") return this.between(node);
		if (node.type === "genfrac" && !isDerivative(node)) {
			const above = this.inside(node.numer as TreeNode);
			const below = this.inside(node.denom as TreeNode);
			return noted((e) => above(e) / below(e));
		}
		if (node.type === "sqrt") {
			const inner = this.inside(node.body as TreeNode);
			return noted((e) => Math.sqrt(inner(e)));
		}
		const name = plain(node);
		if (Object.hasOwn(FUNCTIONS, name)) return this.call(name);
		if (node.type === "ordgroup") return this.inside(node);
		return this.variable(node, name);
	}

	/** Digits stand one by one in the tree, a power on the last. */
	private number(): Expression {
		let digits = "";
		for (;;) {
			const node = this.nodes[this.place];
			if (!node || !(isDigit(node) || node.text === ".")) break;
			digits += plain(node.base ?? node);
			this.place++;
			if (node.sup) return this.raised(() => Number(digits), node);
		}
		return noted(() => Number(digits));
	}

	/** `inner`, whose opening half and inside have been read, with the power that hangs on its closing half. */
	private closed(close: string, inner: Expression): Expression {
		const node = this.nodes[this.place++];
		const half = node?.base ?? node;
		if (!half || half.text !== close) throw new Error(`"${close}" is missing`);
		return this.raised(inner, node);
	}

	private bars(): Expression {
		const outer = this.inBars;
		this.inBars = true;
		const inner = this.sum();
		this.inBars = outer;
		return absolute(this.closed("|", inner));
	}

	/** \left … \right. */
	private between(node: TreeNode): Expression {
		const inner = visible(node.body as readonly TreeNode[]);
		if (node.left === "\\{" && inner[0]?.type === "array")
			return this.cases(inner[0]);
		const value = compileWith(inner, this.indices);
		if (node.left === "|") return absolute(value);
		if (node.left === "(" || node.left === "[") return value;
		throw new Error(`unknown delimiter "${node.left}"`);
	}

	/** Rows "value & condition"; a condition of words holds always. */
	private cases({ body }: TreeNode): Expression {
		const rows = (body as readonly TreeNode[][]).map(([value, condition]) => ({
			value: this.inside(value),
			holds: condition ? this.condition(contents(condition)) : () => true,
		}));
		return (e) => {
			const row = rows.find(({ holds }) => holds(e));
			if (!row) throw new Error("no case holds");
			return row.value(e);
		};
	}

	private condition(
		nodes: readonly TreeNode[],
	): (environment: Environment) => boolean {
		const at = nodes.findIndex(({ text }) =>
			/^(<|>|\\le|\\leq|\\ge|\\geq)$/.test(text ?? ""),
		);
		if (at < 0) return () => true;
		const left = compileWith(nodes.slice(0, at), this.indices);
		const right = compileWith(nodes.slice(at + 1), this.indices);
		const relation = nodes[at].text ?? "";
		if (relation === "<") return (e) => left(e) < right(e);
		if (relation === ">") return (e) => left(e) > right(e);
		return relation.startsWith("\\l")
			? (e) => left(e) <= right(e)
			: (e) => left(e) >= right(e);
	}

	/** \sum over all entries of the lists; its bounds are for the reader. What is summed is the next product. */
	private sumOver({ sub }: TreeNode): Expression {
		this.place++;
		const index = plain(sub as TreeNode).replace(/=.*$/, "");
		const rest = new Parser(
			this.nodes.slice(this.place),
			new Set([...this.indices, index]),
		);
		const term = rest.product();
		this.place += rest.place;
		return noted((e) => {
			const length = Object.values(e.lists)[0]?.length ?? 0;
			let total = 0;
			for (let k = 0; k < length; k++) {
				const inner = { ...e, numbers: { ...e.numbers, [index]: k } };
				total += term(inner);
				e.scale = Math.max(e.scale, inner.scale);
			}
			return total;
		});
	}

	/** f(a, b) or f a. */
	private call(name: string): Expression {
		const f = FUNCTIONS[name];
		if (this.text() !== "(") {
			const argument = this.factor();
			return noted((e) => f(argument(e)));
		}
		const values: Expression[] = [];
		do {
			this.place++;
			values.push(this.sum());
		} while (this.text() === ",");
		return this.closed(
			")",
			noted((e) => f(...values.map((argument) => argument(e)))),
		);
	}

	/** A name with its time index; "\Delta t" is one name. */
	private variable(node: TreeNode, plainName: string): Expression {
		let name = plainName;
		if (!/^\p{L}/u.test(name)) this.fail(-1);
		if (name === "Delta" && this.nodes[this.place])
			name += plain(this.nodes[this.place++]);
		if (this.text() === "[") {
			let index = "";
			for (this.place++; this.text() !== "]"; this.place++) {
				if (!this.nodes[this.place])
					throw new Error(`"${name}[" is not closed`);
				index += plain(this.nodes[this.place]);
			}
			this.place++;
			if (this.indices.has(index)) return entryOf(name, index);
			name += `[${index}]`;
		}
		const sub = node.sub && plain(node.sub);
		const index = [...this.indices].find((known) => sub?.includes(known));
		if (sub !== undefined && index !== undefined && sub.length <= 2) {
			const rest = sub.replace(index, "");
			const list = plain(node.base as TreeNode) + (rest && `_${rest}`);
			return entryOf(list, index);
		}
		return noted(({ numbers }) => {
			const value = numbers[name] ?? CONSTANTS[name];
			if (value === undefined)
				throw new Error(
					`the formula has "${name}", which its tag does not know: it knows ${Object.keys(numbers).join(", ")}`,
				);
			return value;
		});
	}

	private inside(node: TreeNode): Expression {
		return compileWith(contents(node), this.indices);
	}

	/** The next node's text, or that of a given one. */
	private text(node: TreeNode | undefined = this.nodes[this.place]): string {
		return node?.text ?? "";
	}

	private fail(offset = 0): never {
		const node = this.nodes[this.place + offset];
		throw new Error(
			node
				? `"${plain(node) || node.type}" is not understood here`
				: "the formula ends too early",
		);
	}
}

function compileWith(
	nodes: readonly TreeNode[],
	indices: ReadonlySet<string>,
): Expression {
	return new Parser(nodes, indices).whole();
}

function entryOf(list: string, index: string): Expression {
	return noted(({ lists, numbers }) => {
		const value = lists[list]?.[numbers[index]];
		if (value === undefined)
			throw new Error(
				`the formula sums over "${list}", of which its tag has no list: it has ${Object.keys(lists).join(", ") || "none"}`,
			);
		return value;
	});
}

/** ∂a/∂b is a name, not a quotient. */
export function isDerivative({ numer }: TreeNode): boolean {
	return numer !== undefined && plain(numer).startsWith("partial");
}

function isDigit(node: TreeNode): boolean {
	return /^\d$/.test((node.base ?? node).text ?? "");
}

function absolute(inner: Expression): Expression {
	return (e) => Math.abs(inner(e));
}

function floor(inner: Expression): Expression {
	return (e) => Math.floor(inner(e));
}

/** Remembers the size of what it computes. */
function noted(expression: Expression): Expression {
	return (environment) => {
		const value = expression(environment);
		environment.scale = Math.max(environment.scale, Math.abs(value));
		return value;
	};
}
