/** The ledger as a table: claim by claim, what decides it, what was measured, what was published, the verdict and the command. */
import { NOT_AVAILABLE } from "../plots/tables/result-table.js";
import { type Column, makeTable, type Table } from "../plots/tables/table.js";
import { formatSpread } from "../statistics/spread.js";
import { countText } from "../text/numbers.js";
import type {
	Change,
	Claim,
	Decision,
	Kind,
	Measured,
	SealedPart,
} from "./claim.js";
import { ruleText, withUnit } from "./rule.js";

export type LedgerColumn =
	| "claim"
	| "rule"
	| "measured"
	| "images × epochs"
	| "published"
	| "verdict"
	| "command";

export interface LedgerTableOptions {
	/** Which entries; all unless given. */
	readonly kinds?: readonly Kind[];
	readonly experiment?: string;
	/** Which columns, in this order; all unless given. */
	readonly columns?: readonly LedgerColumn[];
	/** What stands above the table; LEDGER_MESSAGE unless given. */
	readonly message?: string;
	/** How to read it; says what the columns hold unless given. */
	readonly caption?: string;
	/** A verdict says what of its entry is younger than results; if brief, only "†" that something is. */
	readonly brief?: boolean;
}

export const LEDGER_MESSAGE = "What the paper claims, and what came out here";

const CAPTION =
	"Measured, in the trainings that lie in data/runs and in no other: mean ± sample standard deviation over seeds or folds (their number), on the test set; images and epochs are those of training. Verdict: the 95 % interval of the measured value (Student's t; of paired differences where both sides have the same seeds or folds) lies wholly within the rule's bounds (replicated, or holds where the question is ours), wholly outside (differs, does not hold), or astride one (within noise); a single seed has no interval, and the row says so. A parameter copied from a source can only be as published. Rules and plans were fixed before the runs unless a row says otherwise; data/claims.json has them, their reasons and the runs.";

/** @throws if no entry is of these kinds and this experiment */
export function ledgerTable(
	claims: readonly Claim[],
	options: LedgerTableOptions = {},
): Table {
	const { kinds, experiment, columns, brief = false } = options;
	const rows = claims.filter(
		(claim) =>
			(!kinds || kinds.includes(claim.kind)) &&
			(experiment === undefined || claim.experiment === experiment),
	);
	if (rows.length === 0)
		throw new Error(
			`the ledger has no entry of ${kinds?.join(", ") ?? "any kind"} for experiment "${experiment}": choose from ${[...new Set(claims.map((claim) => claim.experiment))].join(", ")}`,
		);
	return makeTable<Claim>({
		message: options.message ?? LEDGER_MESSAGE,
		caption: options.caption ?? CAPTION,
		dataset: null,
		rows,
		columns: chosen(
			[
				{ title: "claim", text: ({ claim }) => claim },
				{ title: "rule", text: rulesText },
				{ title: "measured", text: measuredText },
				{ title: "images × epochs", text: budgetText },
				{ title: "published", text: publishedText },
				{
					title: "verdict",
					text: (claim) => verdictText(claim) + lateText(claim, brief),
				},
				{ title: "command", code: true, text: ({ command }) => command },
			],
			columns,
		),
	});
}

/** Those of `all` that are named, in this order; all unless any is named. */
function chosen(
	all: readonly (Column<Claim> & { readonly title: LedgerColumn })[],
	titles: readonly LedgerColumn[] = all.map(({ title }) => title),
): readonly Column<Claim>[] {
	return titles.map((title) => {
		const column = all.find((one) => one.title === title);
		if (column) return column;
		throw new Error(
			`the ledger has no column "${title}": choose from ${all.map((one) => one.title).join(", ")}`,
		);
	});
}

function rulesText({ rule, result }: Claim): string {
	const units = new Map(
		(result?.measured ?? []).map(({ name, unit }) => [name, unit]),
	);
	return ruleText(rule, (name) => units.get(name) ?? "–");
}

/** More pieces of evidence than this are summed up, where no rule judges them. */
const MOST_PIECES = 8;

/** Each piece of evidence; with its name where there are several; of many the range. */
function measuredText({ rule, result }: Claim): string {
	const measured = result?.measured ?? [];
	const there = measured.filter(({ n }) => n > 0);
	if (measured.length === 0) return "–";
	if (there.length === 0) return "nothing yet";
	const text = (piece: Measured) =>
		measured.length > 1
			? `${piece.name}: ${spreadText(piece)}`
			: spreadText(piece);
	const numbers = there
		.filter(({ value }) => typeof value === "number")
		.sort((a, b) => Number(a.value) - Number(b.value));
	const values =
		rule.kind === "not testable" && numbers.length > MOST_PIECES
			? [
					`${numbers.length} settings, from ${text(numbers[0])} to ${text(numbers[numbers.length - 1])}`,
				]
			: there.map(text);
	const [unit, ...others] = new Set(there.map((piece) => piece.unit));
	if (others.length)
		throw new Error(
			`evidence of one claim has several units: ${[unit, ...others].join(", ")}`,
		);
	return `${values.join("; ")}${unit === "–" ? "" : `, in ${unit}`}`;
}

/** "97.10 ± 0.12 (5)"; a single value has no spread, and a constant of the library is no value over seeds. */
function spreadText({ value, deviation, n, runs }: Measured): string {
	if (typeof value !== "number") return value ?? "nothing yet";
	if (runs.length === 0) return withUnit(value, "–");
	return `${formatSpread({ mean: value, deviation })} (${n})`;
}

/** "50,000 × 30", of each different training. */
function budgetText({ result }: Claim): string {
	const budgets = (result?.measured ?? []).flatMap(({ images, epochs }) =>
		images === null ? [] : [`${countText(images)} × ${epochs}`],
	);
	return [...new Set(budgets)].join(", ") || "–";
}

function publishedText({ kind, published, certainty }: Claim): string {
	if (kind === "addition") return "–";
	if (published) return withUnit(published.value, published.unit);
	return certainty === "certain"
		? NOT_AVAILABLE
		: `${NOT_AVAILABLE} (${certainty})`;
}

/** The verdict in words, with what decided it. */
function verdictText(claim: Claim): string {
	const { result } = claim;
	if (!result) return "pending";
	const { verdict, why, decisions } = result;
	const telling = decisions.filter((decision) => decision.verdict === verdict);
	const good = verdict === "replicated" || verdict === "holds";
	const shown = decisions.length > 1 && good ? [] : telling;
	const details = [...(why ? [why] : []), ...shown.map(decisionText)];
	return `${verdict}${details.length ? `: ${details.join("; ")}` : ""}`;
}

/** " (plan changed after 3 results)", in brief " †". */
function lateText(claim: Claim, brief: boolean): string {
	const late = youngerThanResults(claim);
	if (late.length === 0) return "";
	return brief ? " †" : ` (${late.join("; ")})`;
}

/** What of an entry is younger than results: "plan changed after 3 results". */
export function youngerThanResults({
	changes = [],
	known,
	result,
}: Claim): readonly string[] {
	const late = changes.filter(({ seen }) => seen > 0).map(changeText);
	if (known) late.push(`fixed when ${known}`);
	if (late.length === 0 && result?.ruleAfterRuns)
		late.push("fixed after a result");
	return [...new Set(late)];
}

/** "rule and plan changed after 3 results". */
export function changeText({ parts, seen }: Change): string {
	const when =
		seen > 0
			? `after ${seen} ${seen > 1 ? "results" : "result"}`
			: "before anything was measured";
	return `${partsText(parts)} changed ${when}`;
}

const PART_NAMES: Readonly<Record<SealedPart, string>> = {
	claim: "wording",
	certainty: "certainty",
	published: "published value",
	evidence: "evidence",
	rule: "rule",
	plans: "plan",
};

/** "rule and plan". */
function partsText(parts: readonly SealedPart[]): string {
	const names = parts.map((part) => PART_NAMES[part]);
	const last = names.pop() as string;
	return names.length ? `${names.join(", ")} and ${last}` : last;
}

/** "SRC − LIF = 0.31 ± 0.11 points (paired)"; with the bound that it missed or that its interval holds. */
function decisionText(decision: Decision): string {
	const { of, value, uncertainty, unit, basis } = decision;
	const spread = formatSpread({ mean: value, deviation: uncertainty });
	const note =
		basis === "paired" || basis === "single seed" ? ` (${basis})` : "";
	return `${of} = ${withUnit(spread, unit)}${note}${boundsText(decision)}`;
}

/** ", below 90 %": on which side of its bounds a value lies; ", astride 90 %": which bounds lie within its interval. */
function boundsText(decision: Decision): string {
	const { value, uncertainty, unit, atLeast, atMost, verdict } = decision;
	const bound = (limit: number) => withUnit(Number(limit.toFixed(2)), unit);
	if (verdict === "within noise") {
		const crossed = [atLeast, atMost].flatMap((limit) =>
			limit !== null && Math.abs(limit - value) <= (uncertainty ?? 0)
				? [bound(limit)]
				: [],
		);
		return `, astride ${crossed.join(" and ")}`;
	}
	if (atLeast !== null && value < atLeast) return `, below ${bound(atLeast)}`;
	if (atMost !== null && value > atMost) return `, above ${bound(atMost)}`;
	return "";
}
