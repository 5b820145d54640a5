/** The rules by which evidence decides a claim: plain data, fixed before the runs; judge.ts has the verdicts. */
import { minus } from "../text/numbers.js";

/** Both included; null: no bound. */
export interface Bounds {
	readonly atLeast: number | null;
	readonly atMost: number | null;
}

/** A sum of means, each with its weight, lies within bounds: { SRC: 1, LIF: −1 } is a difference, { SRC: 1 } a mean. */
export interface ContrastRule extends Bounds {
	readonly kind: "contrast";
	readonly weights: Readonly<Record<string, number>>;
}

/** Every one of several means lies within the same bounds. */
export interface EachRule extends Bounds {
	readonly kind: "each";
	readonly of: readonly string[];
}

/** A mean lies within a tolerance of the published value. */
export interface NearRule {
	readonly kind: "near published";
	readonly of: string;
	readonly tolerance: number;
}

/** A constant is the published one. */
export interface EqualRule {
	readonly kind: "equals published";
	readonly of: string;
}

/** The tests named as evidence pass. */
export interface TestedRule {
	readonly kind: "tested";
}

/** A rule that compares numbers with bounds. */
export type ComparingRule = ContrastRule | EachRule | NearRule;

/** Several comparisons at once; the worst verdict counts. */
export interface AllRule {
	readonly kind: "all";
	readonly rules: readonly ComparingRule[];
}

/** Nothing here can decide it. */
export interface UntestableRule {
	readonly kind: "not testable";
	readonly why: string;
}

export type Rule =
	| ComparingRule
	| EqualRule
	| TestedRule
	| AllRule
	| UntestableRule;

/** Names of the evidence that a rule uses. */
export function namesIn(rule: Rule): readonly string[] {
	switch (rule.kind) {
		case "contrast":
			return Object.keys(rule.weights);
		case "each":
			return rule.of;
		case "near published":
		case "equals published":
			return [rule.of];
		case "all":
			return rule.rules.flatMap(namesIn);
		case "tested":
		case "not testable":
			return [];
	}
}

/** Which kinds can be in an "all". */
const COMPARING: readonly Rule["kind"][] = [
	"contrast",
	"each",
	"near published",
] satisfies ComparingRule["kind"][];

/** What is wrong with a rule, as half a sentence: it would hold without having compared anything. */
export function defectOfRule(rule: Rule): string | undefined {
	for (const part of partsOf(rule)) {
		if (part !== rule && !COMPARING.includes(part.kind))
			return `its rule "all" holds one of kind "${part.kind}": only ${COMPARING.join(", ")} can be in it`;
		if (part.kind !== "contrast" && part.kind !== "each") continue;
		const names = namesIn(part);
		if (names.length === 0) return `its rule "${part.kind}" names no evidence`;
		if (typeof (part.atLeast ?? part.atMost) !== "number")
			return `its rule "${part.kind}" of ${names.join(", ")} has no bound: give "atLeast" or "atMost"`;
	}
	return undefined;
}

/** Whether a rule, or one in it, needs a published value. */
export function needsPublished(rule: Rule): boolean {
	return partsOf(rule).some(({ kind }) => kind.endsWith(" published"));
}

function partsOf(rule: Rule): readonly Rule[] {
	return rule.kind === "all" ? rule.rules : [rule];
}

/** Names of the evidence that decides: what the rule names, or all of it where it asks that tests pass; none where nothing decides. */
export function usedNames(
	rule: Rule,
	evidence: readonly { readonly name: string }[],
): ReadonlySet<string> {
	return new Set(
		rule.kind === "tested" ? evidence.map(({ name }) => name) : namesIn(rule),
	);
}

/** "SRC − LIF": the sum that a contrast is about. */
export function contrastText(weights: ContrastRule["weights"]): string {
	return Object.entries(weights)
		.map(([name, weight], k) => {
			const sign = weight < 0 ? "−" : "+";
			const size = Math.abs(weight);
			const term = size === 1 ? name : `${size} × ${name}`;
			if (k > 0) return `${sign} ${term}`;
			return weight < 0 ? `−${term}` : term;
		})
		.join(" ");
}

/** The unit of a contrast of pieces in one unit: a difference of percentages is in points. */
export function contrastUnit(
	weights: ContrastRule["weights"],
	unit: string,
): string {
	const balance = Object.values(weights).reduce((sum, one) => sum + one, 0);
	return balance === 0 ? differenceUnit(unit) : unit;
}

function differenceUnit(unit: string): string {
	return unit === "%" ? "points" : unit;
}

/**
 * The rule in a few words, e.g. "SRC − LIF from −0.5 to 3 points".
 * @param unitOf the unit of the piece of evidence of that name
 */
export function ruleText(rule: Rule, unitOf: (name: string) => string): string {
	switch (rule.kind) {
		case "contrast": {
			const [first] = Object.keys(rule.weights);
			const unit = contrastUnit(rule.weights, unitOf(first));
			return `${contrastText(rule.weights)} ${boundsText(rule, unit)}`;
		}
		case "each":
			return `${eachText(rule.of)} ${boundsText(rule, unitOf(rule.of[0]))}`;
		case "near published":
			return `within ${withUnit(rule.tolerance, differenceUnit(unitOf(rule.of)))} of the published`;
		case "equals published":
			return "equal to the published";
		case "tested":
			return "the tests hold";
		case "all":
			return rule.rules.map((one) => ruleText(one, unitOf)).join("; ");
		case "not testable":
			return "none";
	}
}

function eachText(names: readonly string[]): string {
	return names.length > 1
		? `each of ${names[0]} … ${names[names.length - 1]}`
		: names[0];
}

function boundsText({ atLeast, atMost }: Bounds, unit: string): string {
	if (atLeast !== null && atMost !== null)
		return `from ${minus(atLeast)} to ${withUnit(atMost, unit)}`;
	return atLeast !== null
		? `≥ ${withUnit(atLeast, unit)}`
		: `≤ ${withUnit(atMost as number, unit)}`;
}

/** "5 %"; pure numbers have no unit. */
export function withUnit(value: number | string, unit: string): string {
	return unit === "–" ? minus(value) : `${minus(value)} ${unit}`;
}
