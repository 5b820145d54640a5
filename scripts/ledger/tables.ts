/** The whole ledger as the README, the report and the terminal show it: claims, published neighbours, additions, parameters. */
import {
	type Claim,
	type Kind,
	LEDGER_MESSAGE,
	ledgerTable,
	type Table,
	tableText,
} from "spiking-recurrent-cell";

interface Part {
	readonly kinds: readonly Kind[];
	readonly message: string;
	readonly caption?: string;
	/** What a reader opens it by; a part without is open. */
	readonly fold?: string;
}

const PARTS: readonly Part[] = [
	{ kinds: ["claim", "table", "figure"], message: LEDGER_MESSAGE },
	{
		kinds: ["neighbour"],
		message: "Published figures near the paper, and ours beside them",
		caption: "Columns as in the table of claims.",
		fold: "Published neighbours",
	},
	{
		kinds: ["addition"],
		message: "What this replication asks beyond the paper",
		caption:
			"Nothing here is a claim of the paper's; columns as in the table of claims.",
		fold: "Beyond the paper",
	},
	{
		kinds: ["parameter"],
		message: "The paper's parameters and protocol, as far as they are known",
		caption:
			"Published is only what was read in a source. Everything else is a choice of this replication, which can be no replication; where trainings show what the choice does, their test accuracies stand beside it.",
		fold: "Parameters and protocol",
	},
];

export interface LedgerPart {
	readonly table: Table;
	readonly fold?: string;
}

/** One table a part that has entries. */
export function ledgerTables(claims: readonly Claim[]): readonly LedgerPart[] {
	return PARTS.filter(({ kinds }) =>
		claims.some(({ kind }) => kinds.includes(kind)),
	).map(({ fold, ...options }) => ({
		table: ledgerTable(claims, options),
		...(fold ? { fold } : {}),
	}));
}

/** The claims with their verdicts, for a terminal. */
export function briefLedger(claims: readonly Claim[]): string {
	const { kinds } = PARTS[0];
	const table = ledgerTable(claims, { kinds, brief: true, caption: "" });
	return tableText(table, { widest: 44 });
}
