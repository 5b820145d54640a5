/** Whether what was read from the ledger's file has the fields that an entry must have: what people write by hand they also misspell. */
import type { Evidence } from "./claim.js";
import type { Rule } from "./rule.js";

type Expected =
	| "text"
	| "number"
	| "list"
	| "object"
	| "text or null"
	| "number or null"
	| "object or null";
type Shape = Readonly<Record<string, Expected>>;

const ENTRY: Shape = {
	id: "text",
	kind: "text",
	claim: "text",
	source: "text",
	certainty: "text",
	published: "object or null",
	experiment: "text",
	command: "text",
	evidence: "list",
	rule: "object",
	reason: "text",
};

const RUN: Shape = {
	name: "text",
	experiment: "text",
	variant: "text",
	data: "text",
	quantity: "text",
};

const EVIDENCE: Readonly<Record<Evidence["from"], Shape>> = {
	runs: RUN,
	measurements: {
		...RUN,
		data: "text or null",
		unit: "text",
		values: "number",
	},
	library: { name: "text", key: "text" },
	test: { name: "text", file: "text", title: "text" },
};

const BOUNDS: Shape = { atLeast: "number or null", atMost: "number or null" };

const RULES: Readonly<Record<Rule["kind"], Shape>> = {
	contrast: { weights: "object", ...BOUNDS },
	each: { of: "list", ...BOUNDS },
	"near published": { of: "text", tolerance: "number" },
	"equals published": { of: "text" },
	tested: {},
	all: { rules: "list" },
	"not testable": { why: "text" },
};

type Plain = Readonly<Record<string, unknown>>;

/** What is missing or of another type in an entry, as half a sentence. */
export function defectOfShape(entry: unknown): string | undefined {
	if (typeOf(entry) !== "object") return "it is no object";
	const claim = entry as Plain & { evidence: Plain[]; rule: Plain };
	return (
		defectIn("it", claim, ENTRY) ??
		firstOf(claim.evidence, (piece) => {
			const what = `its evidence "${piece.name}"`;
			return defectIn(what, piece, shapeIn(EVIDENCE, what, "from", piece));
		}) ??
		defectOfRuleShape(claim.rule)
	);
}

function defectOfRuleShape(rule: Plain): string | undefined {
	const defect = defectIn(
		"its rule",
		rule,
		shapeIn(RULES, "its rule", "kind", rule),
	);
	if (defect || rule.kind !== "all") return defect;
	return firstOf(rule.rules as Plain[], defectOfRuleShape);
}

function firstOf<T>(
	list: readonly T[],
	defect: (one: T) => string | undefined,
): string | undefined {
	for (const one of list) {
		const found = defect(one);
		if (found) return found;
	}
	return undefined;
}

/** The shape that a field chooses; if there is none of that name, what is wrong. */
function shapeIn(
	shapes: Readonly<Record<string, Shape>>,
	what: string,
	field: string,
	value: Plain,
): Shape | string {
	const name = String(value[field]);
	return Object.hasOwn(shapes, name)
		? shapes[name]
		: `the "${field}" of ${what} is "${name}": choose from ${Object.keys(shapes).join(", ")}`;
}

function defectIn(
	what: string,
	value: Plain,
	shape: Shape | string,
): string | undefined {
	if (typeof shape === "string") return shape;
	return firstOf(Object.entries(shape), ([field, expected]) => {
		const given = value[field];
		const type = typeOf(given);
		if (expected.split(" or ").includes(type) && given !== "") return undefined;
		const need = expected.replace(" or null", ", or null for none,");
		return given === undefined || given === ""
			? `${what} has no "${field}": ${need} is needed`
			: `the "${field}" of ${what} is ${JSON.stringify(given)}: ${need} is needed`;
	});
}

function typeOf(value: unknown): string {
	if (value === null) return "null";
	if (Array.isArray(value)) return "list";
	return typeof value === "string" ? "text" : typeof value;
}
