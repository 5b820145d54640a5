/** Keeps rules from being bent after a run unnoticed: a claim carries the hash of what was fixed, and when it was. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../data/plain.js";
import type { Claim } from "./claim.js";

/** "2026-11-24T06:00Z 3f2a9c81d04e": the date and the hash of everything that decides the verdict. */
export function sealOf(claim: Claim): string {
	const { published, certainty, rule } = claim;
	// whether evidence is still awaited decides nothing
	const evidence = claim.evidence.map((piece) => ({
		...piece,
		awaited: undefined,
	}));
	const hash = createHash("sha256")
		.update(canonicalJson([published, certainty, evidence, rule]))
		.digest("hex");
	return `${claim.fixed} ${hash.slice(0, 12)}`;
}

/**
 * The seal of the claim as it is now.
 * @throws if what was fixed has changed and its date has not moved on
 */
export function renewSeal(claim: Claim): string {
	const seal = sealOf(claim);
	const { id, fixed, seal: old } = claim;
	if (old === undefined || old === seal) return seal;
	const [date] = old.split(" ");
	if (fixed > date) return seal;
	throw new Error(
		`the rule, evidence or published value of "${id}" changed, and its date "fixed" is still ${fixed}: set it to now (runs that finished before will be marked)`,
	);
}
