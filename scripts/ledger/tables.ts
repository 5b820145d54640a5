/** The ledger as the README, the report, the site and the terminal show it: claims, published neighbours, additions, parameters. */
import {
	type Claim,
	LEDGER_MESSAGE,
	LEDGER_PARTS,
	type LedgerPartName,
	ledgerTable,
	makeTable,
	type StackedRow,
	type Table,
	tableText,
	VERDICTS,
	verdictCounts,
	youngerThanResults,
} from "spiking-recurrent-cell";

interface Words {
	readonly message: string;
	readonly caption?: string;
	/** Whether a reader has to open it. */
	readonly folded: boolean;
}

const WORDS: Readonly<Record<LedgerPartName, Words>> = {
	"Claims, tables and figures": {
		message: LEDGER_MESSAGE,
		folded: false,
	},
	"Published neighbours": {
		message: "Published figures near the paper, and ours beside them",
		caption: "Columns as in the table of claims.",
		folded: true,
	},
	"Beyond the paper": {
		message: "What this replication asks beyond the paper",
		caption:
			"Nothing here is a claim of the paper's; columns as in the table of claims.",
		folded: true,
	},
	"Parameters and protocol": {
		message: "The paper's parameters and protocol, as far as they are known",
		caption:
			"Published is only what was read in a source, and as published means that our default is that value. Everything else is a choice of this replication, which can be no replication; where trainings show what the choice does, their test accuracies stand beside it.",
		folded: true,
	},
};

export interface PartTable {
	readonly table: Table;
	readonly fold?: string;
}

/** One table a part that has entries. */
export function ledgerTables(claims: readonly Claim[]): readonly PartTable[] {
	return LEDGER_PARTS.filter(({ kinds }) =>
		claims.some(({ kind }) => kinds.includes(kind)),
	).map(({ name, kinds }) => {
		const { folded, ...words } = WORDS[name];
		return {
			table: ledgerTable(claims, { kinds, ...words }),
			...(folded ? { fold: name } : {}),
		};
	});
}

/** How many entries have which verdict, part by part. */
export function verdictTable(claims: readonly Claim[]): Table {
	return makeTable({
		message: `The ledger has ${claims.length} entries`,
		caption: "",
		dataset: null,
		rows: verdictCounts(claims),
		columns: [
			{ title: "entries", text: ({ name }) => name },
			...VERDICTS.map((verdict) => ({
				title: verdict,
				align: "right" as const,
				text: ({ parts }: StackedRow) => `${parts[verdict]}`,
			})),
		],
	});
}

/** The claims themselves, without tables, figures, rules and commands: what a reader of the README wants to know first. */
export function mainClaims(claims: readonly Claim[]): Table {
	const decided = claims.filter(
		({ kind, result }) => kind === "claim" && result?.decisions.length,
	);
	const late = decided.filter((claim) => youngerThanResults(claim).length > 0);
	return ledgerTable(claims, {
		kinds: ["claim"],
		columns: ["claim", "measured", "published", "verdict"],
		caption: `Measured: mean ± sample standard deviation over seeds or folds (their number), on the test set. ± in a verdict: 95 % interval (Student's t); where it lies astride a bound of the rule, the verdict is within noise. †, on ${late.length} of the ${decided.length} claims here that numbers decide: wording, evidence, rule or plan was changed after results, or results were known when it was fixed; the ledger says which. Where two seeds left a question open more were planned, so that these intervals are somewhat too short.`,
		brief: true,
	});
}

/** The claims with their verdicts, for a terminal. */
export function briefLedger(claims: readonly Claim[]): string {
	const [{ kinds }] = LEDGER_PARTS;
	const table = ledgerTable(claims, {
		kinds,
		columns: ["claim", "verdict", "command"],
		caption: "",
	});
	return tableText(table, { widest: 44 });
}
