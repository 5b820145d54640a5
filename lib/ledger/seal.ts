/**
 * Keeps rules and plans from being bent after a run unnoticed: an entry carries hashes of what was fixed, and when. `npm run ledger` stamps
 * them; whoever changes what they cover must seal the entry anew, and the entry then says what changed and how many results were there.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "../files/plain.js";
import { decisivePlan } from "../training/record.js";
import {
	type Claim,
	type Measured,
	SEALED_PARTS,
	type Seal,
	type SealedPart,
} from "./claim.js";
import { plansOf, type Sources } from "./evidence.js";
import { usedNames } from "./rule.js";

/** What a seal covers, part by part. */
function contentOf(
	claim: Claim,
	sources: Sources,
): Readonly<Record<SealedPart, unknown>> {
	const { kind, known, published, certainty, evidence, rule } = claim;
	const used = usedNames(rule, evidence);
	return {
		claim: [kind, claim.claim, known],
		certainty,
		published,
		// whether evidence is still awaited decides nothing
		evidence: evidence.map((piece) => ({ ...piece, awaited: undefined })),
		rule,
		// a new version of the numerics makes new runs, but no new plan
		plans: evidence
			.filter(({ name }) => used.has(name))
			.flatMap((piece) => plansOf(piece, sources))
			.map(({ plan, data }) => [decisivePlan(plan), data]),
	};
}

/** The seal of an entry as it is now, with this date. */
function sealOf(claim: Claim, fixed: string, sources: Sources): Seal {
	const content = contentOf(claim, sources);
	const parts = SEALED_PARTS.map((part) => [part, hash(content[part])]);
	return { date: hash(fixed), ...Object.fromEntries(parts) };
}

function hash(content: unknown): string {
	const text = canonicalJson(content);
	return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

/** What has changed since the entry was sealed; nothing of one without a seal. @throws if its date was typed */
export function changedParts(claim: Claim, sources: Sources): SealedPart[] {
	const { fixed, seal } = claim;
	if (!seal) {
		if (fixed === undefined) return [];
		throw new Error(
			`its date "fixed" is written by hand: remove it, "npm run ledger" stamps it`,
		);
	}
	const now = sealOf(claim, fixed ?? "", sources);
	if (now.date !== seal.date)
		throw new Error(
			`its date "fixed" was changed by hand to "${fixed}": bring the old one back, or seal the entry anew with "npm run ledger -- --seal ${claim.id}" after removing "fixed" and "seal"`,
		);
	const parts = SEALED_PARTS.filter((part) => now[part] !== seal[part]);
	// another rule or other evidence brings other plans with it
	const implied = parts.includes("rule") || parts.includes("evidence");
	return parts.filter((part) => !(part === "plans" && implied));
}

/**
 * The entry with a seal of this moment, and with what changed since the one before.
 * @param measured what there is of its evidence now, which the ledger may not say yet
 */
export function sealed(
	claim: Claim,
	sources: Sources,
	measured: readonly Measured[],
	now: Date,
): Claim {
	const parts = changedParts(claim, sources);
	if (claim.seal && parts.length === 0) return claim;
	const fixed = `${now.toISOString().slice(0, 16)}Z`;
	const seal = sealOf(claim, fixed, sources);
	if (!claim.seal) return { ...claim, fixed, seal };
	const told = claim.result?.measured ?? [];
	const seen = Math.max(resultsIn(told), resultsIn(measured));
	const change = { date: fixed, parts, seen };
	return { ...claim, fixed, seal, changes: [...(claim.changes ?? []), change] };
}

/** Trainings and measured values. A test is written to pass, so that its outcome is no result to be seen. */
function resultsIn(measured: readonly Measured[]): number {
	return measured.reduce((sum, { values }) => sum + values.length, 0);
}
