/** The ledger as a table: claim by claim, what decides it, what was measured, what was published, the verdict and the command. */
import { NOT_AVAILABLE } from "../plots/result-table.js";
import { formatSpread } from "../plots/statistics.js";
import { type Column, makeTable, type Table } from "../plots/table.js";
import type { Claim, Decision, Kind, Measured } from "./claim.js";
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
}

export const LEDGER_MESSAGE = "What the paper claims, and what came out here";

const CAPTION =
	"Measured: mean ± sample standard deviation over seeds or folds (their number), on the test set; images and epochs are those of training. Verdict: with two standard errors to either side the measured value lies wholly within the rule's bounds (replicated), wholly outside (differs), or astride one (within noise). All rules were fixed before the runs unless a row says otherwise; data/claims.json has them, their reasons and the runs.";

/** @throws if no entry is of these kinds and this experiment */
export function ledgerTable(
	claims: readonly Claim[],
	options: LedgerTableOptions = {},
): Table {
	const { kinds, experiment, columns } = options;
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
		columns: columns ? columns.map(columnOf) : COLUMNS,
	});
}

const COLUMNS: readonly (Column<Claim> & { readonly title: LedgerColumn })[] = [
	{ title: "claim", text: ({ claim }) => claim },
	{ title: "rule", text: rulesText },
	{ title: "measured", text: measuredText },
	{ title: "images × epochs", text: budgetText },
	{ title: "published", text: publishedText },
	{ title: "verdict", text: verdictText },
	{ title: "command", code: true, text: ({ command }) => command },
];

function columnOf(title: LedgerColumn): Column<Claim> {
	const column = COLUMNS.find((one) => one.title === title);
	if (column) return column;
	throw new Error(
		`the ledger has no column "${title}": choose from ${COLUMNS.map((one) => one.title).join(", ")}`,
	);
}

function rulesText({ rule, result }: Claim): string {
	const units = new Map(
		(result?.measured ?? []).map(({ name, unit }) => [name, unit]),
	);
	return ruleText(rule, (name) => units.get(name) ?? "–");
}

/** Each piece of evidence; with its name where there are several. */
function measuredText({ result }: Claim): string {
	const measured = result?.measured ?? [];
	const there = measured.filter(({ n }) => n > 0);
	if (measured.length === 0) return "–";
	if (there.length === 0) return "nothing yet";
	const values = there.map((piece) =>
		measured.length > 1
			? `${piece.name}: ${spreadText(piece)}`
			: spreadText(piece),
	);
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
	const spread = { count: n, mean: value, deviation };
	const shown = deviation === null ? value.toFixed(2) : formatSpread(spread);
	return `${withUnit(shown, "–")} (${n})`;
}

/** "50,000 × 30", of each different training. */
function budgetText({ result }: Claim): string {
	const budgets = (result?.measured ?? []).flatMap(({ images, epochs }) =>
		images === null ? [] : [`${images.toLocaleString("en-GB")} × ${epochs}`],
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
function verdictText({ result }: Claim): string {
	if (!result) return "pending";
	const { verdict, why, decisions, ruleAfterRuns } = result;
	const telling = decisions.filter((decision) => decision.verdict === verdict);
	const shown = decisions.length > 1 && verdict === "replicated" ? [] : telling;
	const details = [...(why ? [why] : []), ...shown.map(decisionText)];
	const late = ruleAfterRuns ? " (rule changed after a run)" : "";
	return `${verdict}${details.length ? `: ${details.join("; ")}` : ""}${late}`;
}

/** "SRC − LIF = 0.31 ± 0.11 points". */
function decisionText({ of, value, uncertainty, unit }: Decision): string {
	const spread =
		uncertainty === null
			? value.toFixed(2)
			: `${value.toFixed(2)} ± ${uncertainty.toFixed(2)}`;
	return `${of} = ${withUnit(spread, unit)}`;
}
