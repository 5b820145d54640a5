/** The ledger at a glance: how many claims came out how, and how far what was decided lies from its bounds. */
import type { BoundRow } from "../plots/bound-rows.js";
import type { StackedRow } from "../plots/stacked-rows.js";
import {
	type Claim,
	type Kind,
	type Published,
	VERDICTS,
	type Verdict,
} from "./claim.js";
import type { Bounds, Rule } from "./rule.js";

const KIND_TITLES: Readonly<Record<Kind, string>> = {
	claim: "claims",
	table: "tables",
	figure: "figures",
	parameter: "parameters and protocol",
	neighbour: "published neighbours",
	addition: "questions beyond the paper",
};

/** One row a kind of entry: the number of entries of each verdict. */
export function verdictCounts(claims: readonly Claim[]): StackedRow[] {
	const kinds = Object.keys(KIND_TITLES) as Kind[];
	return kinds.map((kind) => ({
		name: KIND_TITLES[kind],
		parts: Object.fromEntries(
			VERDICTS.map((verdict) => [
				verdict,
				claims.filter(
					(claim) => claim.kind === kind && verdictOf(claim) === verdict,
				).length,
			]),
		),
	}));
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
	return claims.flatMap(({ claim, rule, published, result }) => {
		const bounds = boundsIn(rule, published);
		const decisions = result?.decisions ?? [];
		return decisions.flatMap(
			({ of, value, uncertainty, verdict, ...rest }, k) =>
				rest.unit === unit && isDecided(verdict)
					? {
							name: `${claim} ${of}`,
							value,
							uncertainty,
							...bounds[k],
							verdict,
						}
					: [],
		);
	});
}

function isDecided(verdict: Verdict): verdict is BoundRow["verdict"] {
	return verdict !== "pending" && verdict !== "not testable here";
}

/** The bounds of a rule's comparisons, in the order in which `judge` makes them. */
function boundsIn(rule: Rule, published: Published | null): Bounds[] {
	switch (rule.kind) {
		case "contrast":
			return [only(rule)];
		case "each":
			return rule.of.map(() => only(rule));
		case "near published": {
			const value = Number(published?.value);
			return [
				{ atLeast: value - rule.tolerance, atMost: value + rule.tolerance },
			];
		}
		case "all":
			return rule.rules.flatMap((one) => boundsIn(one, published));
		default:
			return [];
	}
}

function only({ atLeast, atMost }: Bounds): Bounds {
	return { atLeast, atMost };
}
