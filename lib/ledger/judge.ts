/** Rule + evidence → verdict: pure functions of numbers. */
import { intervalOf } from "../statistics/interval.js";
import type { Decision, Kind, Measured, Published, Verdict } from "./claim.js";
import {
	type Bounds,
	type ContrastRule,
	contrastText,
	contrastUnit,
	type Rule,
	usedNames,
} from "./rule.js";

export interface Judgement {
	readonly verdict: Verdict;
	readonly why: string | null;
	readonly decisions: readonly Decision[];
}

/**
 * The verdict on a claim, as on one of the paper's; "pending" as long as a piece of what the rule uses is missing, unless another has missed its bounds
 * already: then nothing that is to come can mend it.
 */
export function judge(
	rule: Rule,
	measured: readonly Measured[],
	published: Published | null,
): Judgement {
	if (rule.kind === "not testable")
		return { verdict: "not testable here", why: rule.why, decisions: [] };
	const used = usedNames(rule, measured);
	const needed = measured.filter(({ name }) => used.has(name));
	const decisions = decide(rule, measured, published);
	const verdict = worst(decisions);
	if (needed.every(isComplete)) {
		if (rule.kind !== "equals published")
			return { verdict, why: null, decisions };
		const equal = find(rule.of, measured).value === published?.value;
		return {
			verdict: equal ? "replicated" : "differs",
			why: null,
			decisions: [],
		};
	}
	const why = progressText(needed);
	return verdict === "differs"
		? { verdict, why, decisions }
		: { verdict: "pending", why, decisions: [] };
}

function isComplete({ n, planned }: Measured): boolean {
	return n >= planned && planned > 0;
}

/** The judgement in the words of that kind of entry. */
export function worded(
	kind: Kind,
	{ verdict, why, decisions }: Judgement,
): Judgement {
	const words = WORDS[kind] ?? {};
	const say = (plain: Verdict): Verdict => words[plain] ?? plain;
	return {
		verdict: say(verdict),
		why,
		decisions: decisions.map((decision) => ({
			...decision,
			verdict: say(decision.verdict),
		})),
	};
}

const WORDS: Partial<Record<Kind, Partial<Record<Verdict, Verdict>>>> = {
	parameter: { replicated: "as published" },
	addition: { replicated: "holds", differs: "does not hold" },
};

/** "3 of 10 runs"; what is not planned yet is said. */
function progressText(measured: readonly Measured[]): string {
	const sum = (key: "n" | "planned") =>
		measured.reduce((total, piece) => total + piece[key], 0);
	const unplanned = measured.filter(({ planned }) => planned === 0);
	const words = sum("planned") ? [`${sum("n")} of ${sum("planned")} runs`] : [];
	if (unplanned.length)
		words.push(
			`not planned yet: ${unplanned.map(({ name }) => name).join(", ")}`,
		);
	return words.join("; ");
}

/** From worst to best. */
const SEVERITY: readonly Verdict[] = ["differs", "within noise", "replicated"];

/** A rule that compares no numbers holds once its evidence is there. */
function worst(decisions: readonly Decision[]): Verdict {
	return (
		SEVERITY.find((verdict) =>
			decisions.some((decision) => decision.verdict === verdict),
		) ?? "replicated"
	);
}

/** What the rule says of the numbers that are complete. */
function decide(
	rule: Rule,
	measured: readonly Measured[],
	published: Published | null,
): Decision[] {
	switch (rule.kind) {
		case "contrast":
			return contrast(rule, rule.weights, measured);
		case "each":
			return rule.of.flatMap((name) => contrast(rule, { [name]: 1 }, measured));
		case "near published": {
			const value = Number(published?.value);
			const { tolerance } = rule;
			const bounds = { atLeast: value - tolerance, atMost: value + tolerance };
			return contrast(bounds, { [rule.of]: 1 }, measured);
		}
		case "all":
			return rule.rules.flatMap((one) => decide(one, measured, published));
		case "equals published":
		case "tested":
		case "not testable":
			return [];
	}
}

/** A weighted sum of means against bounds; nothing as long as one of the means is incomplete. */
function contrast(
	{ atLeast, atMost }: Bounds,
	weights: ContrastRule["weights"],
	measured: readonly Measured[],
): Decision[] {
	const pieces = Object.entries(weights).map(([name, weight]) => ({
		weight,
		...find(name, measured),
	}));
	if (!pieces.every(isComplete)) return [];
	const value = pieces.reduce(
		(sum, piece) => sum + piece.weight * Number(piece.value),
		0,
	);
	const interval = intervalOf(pieces);
	const verdict = compare(value, interval.uncertainty ?? 0, {
		atLeast,
		atMost,
	});
	const unit = contrastUnit(weights, pieces[0].unit);
	const of = contrastText(weights);
	return [{ of, value, ...interval, unit, atLeast, atMost, verdict }];
}

/**
 * The interval wholly within the bounds: "replicated"; wholly outside: "differs"; astride a bound: "within noise". Without an interval the
 * value alone decides, and the decision says so.
 */
export function compare(
	value: number,
	uncertainty: number,
	{ atLeast, atMost }: Bounds,
): Verdict {
	const low = value - uncertainty;
	const high = value + uncertainty;
	const floor = atLeast ?? Number.NEGATIVE_INFINITY;
	const ceiling = atMost ?? Number.POSITIVE_INFINITY;
	if (low >= floor && high <= ceiling) return "replicated";
	if (high < floor || low > ceiling) return "differs";
	return "within noise";
}

function find(name: string, measured: readonly Measured[]): Measured {
	const piece = measured.find((candidate) => candidate.name === name);
	if (!piece)
		throw new Error(
			`the rule uses "${name}", which is not among the evidence (${measured.map((known) => known.name).join(", ")})`,
		);
	return piece;
}
