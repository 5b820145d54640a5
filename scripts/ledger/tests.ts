/** Runs the tests that the ledger names as evidence, and nothing else of their files. */
import path from "node:path";
import { run } from "node:test";
import type { Claim, TestEvidence, TestOutcomes } from "spiking-recurrent-cell";

/** The pieces of evidence that are tests. */
function testsIn(claims: readonly Claim[]): readonly TestEvidence[] {
	return claims.flatMap(({ evidence }) =>
		evidence.filter((piece) => piece.from === "test"),
	);
}

/**
 * Which of the named tests passed.
 * @param root of the project, in whose build/ the compiled tests lie
 */
export async function runTestsOf(
	claims: readonly Claim[],
	root: string,
): Promise<TestOutcomes> {
	const tests = testsIn(claims);
	const sources = [...new Set(tests.map(({ file }) => file))];
	const compiled = new Map(
		sources.map((file) => [
			path.join(root, "build", file.replace(/\.ts$/, ".js")),
			file,
		]),
	);
	const outcomes = new Map(
		sources.map((file) => [file, new Map<string, boolean>()]),
	);
	if (tests.length === 0) return outcomes;
	const titles = new Set(tests.map(({ title }) => title));
	const stream = run({
		files: [...compiled.keys()],
		testNamePatterns: [...titles].map((title) => whole(title)),
	});
	for await (const { type, data } of stream) {
		if (type !== "test:pass" && type !== "test:fail") continue;
		const { name, file, skip, todo } = data;
		const own = outcomes.get(compiled.get(file ?? "") ?? "");
		// Node 20 reports the tests that it leaves out as skipped
		if (!own || !titles.has(name)) continue;
		const passed =
			type === "test:pass" && skip === undefined && todo === undefined;
		own.set(name, passed && own.get(name) !== false);
	}
	return outcomes;
}

function whole(title: string): RegExp {
	return new RegExp(`^${title.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$`);
}
