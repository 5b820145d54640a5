/** Reads, checks and renews the ledger of the paper's claims, `data/claims.json`. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { rounded } from "../files/plain.js";
import {
	CERTAINTIES,
	type Claim,
	type ClaimResult,
	KINDS,
	type Measured,
	type SealedPart,
} from "./claim.js";
import { gather, type Sources } from "./evidence.js";
import { judge, worded } from "./judge.js";
import { defectOfRule, namesIn, needsPublished, usedNames } from "./rule.js";
import { changedParts, sealed } from "./seal.js";
import { defectOfShape } from "./shape.js";

/** The project's data/claims.json. */
export function claimsFile(): string {
	return join(__dirname, "..", "..", "..", "data", "claims.json");
}

/** The ledger as it is in the file. @throws if it is no list in JSON, or an entry is not sound */
export async function readClaims(
	file: string = claimsFile(),
): Promise<Claim[]> {
	const text = await readFile(file, "utf8");
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch (error) {
		throw new Error(`${file} is no valid JSON: ${(error as Error).message}`);
	}
	if (!Array.isArray(content))
		throw new Error(
			`${file} holds ${content instanceof Object ? "an object" : content}: it must be a list of entries`,
		);
	const claims: Claim[] = content;
	const ids = new Set<string>();
	for (const [k, claim] of claims.entries()) {
		const defect = defectOfShape(claim) ?? defectOf(claim);
		if (defect)
			throw new Error(`claim "${claim?.id ?? `number ${k + 1}`}": ${defect}`);
		if (ids.has(claim.id))
			throw new Error(`claim "${claim.id}" is there twice`);
		ids.add(claim.id);
	}
	return claims;
}

/** What of the ledger is sealed now; an entry that has no seal yet is in any case. */
export interface Sealing {
	/** Ids of the entries that may have changed. */
	readonly seal?: readonly string[];
	/** The present unless given. */
	readonly now?: Date;
}

/**
 * The ledger with results of now.
 * @throws if an entry changed that is not to be sealed anew; with the claim's id if evidence or rule is not sound
 */
export function renewClaims(
	claims: readonly Claim[],
	sources: Sources,
	{ seal = [], now = new Date() }: Sealing = {},
): Claim[] {
	const stray = seal.filter((id) => !claims.some((claim) => claim.id === id));
	if (stray.length)
		throw new Error(
			`the ledger has no entry ${stray.join(", ")}: give ids of data/claims.json`,
		);
	const broken = claims.flatMap((claim) => {
		const parts = named(claim, () => changedParts(claim, sources));
		return parts.length && !seal.includes(claim.id) ? { claim, parts } : [];
	});
	if (broken.length) throw new Error(refusal(broken));
	return claims.map((claim) =>
		named(claim, () => {
			const measured = measuredNow(claim, sources);
			const { result: _, ...entry } = sealed(claim, sources, measured, now);
			return { ...entry, result: resultOf(entry, measured) };
		}),
	);
}

/** What `work` gives; its error gets the id of the claim. */
function named<T>({ id }: Claim, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw new Error(`claim "${id}": ${(error as Error).message}`);
	}
}

function refusal(
	broken: readonly {
		readonly claim: Claim;
		readonly parts: readonly SealedPart[];
	}[],
): string {
	const list = broken.map(
		({ claim, parts }) => `${claim.id} (${parts.join(", ")})`,
	);
	const ids = broken.map(({ claim }) => claim.id).join(" ");
	return `changed since they were sealed: ${list.join("; ")}. Bring back what was there, or let the tables say so from now on: npm run ledger -- --seal ${ids}`;
}

/** What there is of each piece of evidence; of tests that were not run, what the ledger says. */
function measuredNow(
	{ evidence, result }: Claim,
	sources: Sources,
): Measured[] {
	const before = new Map(
		(result?.measured ?? []).map((piece) => [piece.name, piece]),
	);
	return evidence.map((piece) =>
		gather(piece, sources, before.get(piece.name)),
	);
}

function resultOf(
	{ kind, evidence, rule, published, fixed }: Claim,
	measured: readonly Measured[],
): ClaimResult {
	const used = usedNames(rule, evidence);
	return rounded({
		...worded(kind, judge(rule, measured, published)),
		measured,
		ruleAfterRuns: measured.some(
			({ name, finished }) => used.has(name) && isBefore(finished, fixed),
		),
	});
}

function isBefore(
	finished: Measured["finished"],
	fixed: string | undefined,
): boolean {
	return (
		finished !== null &&
		fixed !== undefined &&
		Date.parse(finished) < Date.parse(fixed)
	);
}

/** What is wrong with the hand-written part of an entry, as half a sentence. */
function defectOf(claim: Claim): string | undefined {
	const { kind, certainty, published, evidence, rule } = claim;
	if (!KINDS.includes(kind))
		return `the kind "${kind}" is none of ${KINDS.join(", ")}`;
	if (!CERTAINTIES.includes(certainty))
		return `the certainty "${certainty}" is none of ${CERTAINTIES.join(", ")}`;
	if (published && certainty !== "certain")
		return `it has a published value although that is only ${certainty}: set "published" to null`;
	const unsound = defectOfRule(rule);
	if (unsound) return unsound;
	if (rule.kind !== "not testable" && usedNames(rule, evidence).size === 0)
		return `its rule "${rule.kind}" uses no evidence`;
	if (!published && needsPublished(rule))
		return `its rule compares with a published value, and there is none`;
	const pieces = evidence.filter(({ from }) => from !== "test");
	if (rule.kind === "tested" && pieces.length)
		return `its rule "tested" is of tests, and ${pieces.map(({ name }) => `"${name}"`).join(", ")} is none`;
	const names = evidence.map(({ name }) => name);
	if (new Set(names).size < names.length)
		return `two pieces of evidence have the same name (${names.join(", ")})`;
	const stray = namesIn(rule).find((name) => !names.includes(name));
	if (stray !== undefined)
		return `its rule uses "${stray}", which is not among the evidence (${names.join(", ")})`;
	return undefined;
}

/** One sentence a claim whose generated part differs from what the sources say now; none when all agree. */
export function driftOf(
	claims: readonly Claim[],
	renewed: readonly Claim[],
): string[] {
	return claims.flatMap((claim, k) => {
		const now = renewed[k];
		if (!claim.seal) return `${claim.id}: it has no seal yet`;
		if (JSON.stringify(claim.result) === JSON.stringify(now.result)) return [];
		const [was, is] = [stateOf(claim), stateOf(now)];
		return was === is
			? `${claim.id}: what was measured changed, the verdict did not`
			: `${claim.id}: the ledger says ${was}, the records say ${is}`;
	});
}

/** `"pending" from 3 runs`. */
function stateOf({ result }: Claim): string {
	const runs = (result?.measured ?? []).reduce((sum, { n }) => sum + n, 0);
	return `"${result?.verdict ?? "nothing"}" from ${runs} runs`;
}
