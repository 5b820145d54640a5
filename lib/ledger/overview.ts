/** The ledger at a glance: how many claims came out how, and how far what was decided lies from its bounds. */
import { type BoundRow, VERDICT_STYLES } from "../plots/bound-rows.js";
import type { StackedRow } from "../plots/stacked-rows.js";
import { type Claim, type Kind, VERDICTS, type Verdict } from "./claim.js";

export type LedgerPartName =
	| "Claims, tables and figures"
	| "Published neighbours"
	| "Beyond the paper"
	| "Parameters and protocol";

/** Kinds of entries that are shown together. */
export interface LedgerPart {
	readonly name: LedgerPartName;
	readonly kinds: readonly Kind[];
}

export const LEDGER_PARTS: readonly LedgerPart[] = [
	{
		name: "Claims, tables and figures",
		kinds: ["claim", "table", "figure"],
	},
	{ name: "Published neighbours", kinds: ["neighbour"] },
	{ name: "Beyond the paper", kinds: ["addition"] },
	{ name: "Parameters and protocol", kinds: ["parameter"] },
];

/** The part that an entry belongs to. */
export function partOf({ kind }: Claim): LedgerPart {
	const part = LEDGER_PARTS.find(({ kinds }) => kinds.includes(kind));
	if (!part) throw new Error(`no part of the ledger holds the kind "${kind}"`);
	return part;
}

/** A decided verdict in the colour that it has everywhere, the paler green for what was copied, greys for no verdict on a result. */
export const VERDICT_COLORS: Readonly<Record<Verdict, string>> = {
	replicated: VERDICT_STYLES.replicated.color,
	"as published": "#9ad4c0",
	holds: VERDICT_STYLES.holds.color,
	"within noise": VERDICT_STYLES["within noise"].color,
	differs: VERDICT_STYLES.differs.color,
	"does not hold": VERDICT_STYLES["does not hold"].color,
	"not testable here": "#a8a8a8",
	pending: "#e2e2e2",
};

/** One row a part: the number of entries of each verdict. */
export function verdictCounts(claims: readonly Claim[]): StackedRow[] {
	return LEDGER_PARTS.map((part) => {
		const own = claims.filter((claim) => partOf(claim) === part);
		const counts = VERDICTS.map((verdict) => [
			verdict,
			own.filter((claim) => verdictOf(claim) === verdict).length,
		]);
		return { name: part.name, parts: Object.fromEntries(counts) };
	});
}

/** "pending" for an entry that was never judged. */
export function verdictOf({ result }: Claim): Verdict {
	return result?.verdict ?? "pending";
}

/** Every comparison of a measured number with its bounds that is decided, in this unit. */
export function decidedRows(
	claims: readonly Claim[],
	unit: string,
): BoundRow[] {
	return claims.flatMap(({ claim, result }) =>
		(result?.decisions ?? []).flatMap(({ of, verdict, ...rest }) =>
			rest.unit === unit && isDecided(verdict)
				? { ...rest, name: `${claim} ${of}`, verdict }
				: [],
		),
	);
}

function isDecided(verdict: Verdict): verdict is BoundRow["verdict"] {
	return verdict in VERDICT_STYLES;
}
