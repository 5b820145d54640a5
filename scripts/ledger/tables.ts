/** The ledger as the README, the report, the site and the terminal show it: claims, published neighbours, additions, parameters. */
import {
	type Claim,
	type Kind,
	LEDGER_MESSAGE,
	ledgerTable,
	makeTable,
	type Table,
	tableText,
	VERDICTS,
	verdictOf,
} from "spiking-recurrent-cell";

interface Part {
	readonly name: string;
	readonly kinds: readonly Kind[];
	readonly message: string;
	readonly caption?: string;
	/** Whether a reader has to open it. */
	readonly folded: boolean;
}

const PARTS: readonly Part[] = [
	{
		name: "Claims, tables and figures",
		kinds: ["claim", "table", "figure"],
		message: LEDGER_MESSAGE,
		folded: false,
	},
	{
		name: "Published neighbours",
		kinds: ["neighbour"],
		message: "Published figures near the paper, and ours beside them",
		caption: "Columns as in the table of claims.",
		folded: true,
	},
	{
		name: "Beyond the paper",
		kinds: ["addition"],
		message: "What this replication asks beyond the paper",
		caption:
			"Nothing here is a claim of the paper's; columns as in the table of claims.",
		folded: true,
	},
	{
		name: "Parameters and protocol",
		kinds: ["parameter"],
		message: "The paper's parameters and protocol, as far as they are known",
		caption:
			"Published is only what was read in a source. Everything else is a choice of this replication, which can be no replication; where trainings show what the choice does, their test accuracies stand beside it.",
		folded: true,
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
	).map(({ name, folded, ...options }) => ({
		table: ledgerTable(claims, options),
		...(folded ? { fold: name } : {}),
	}));
}

/** Name of the part that an entry belongs to. */
export function partOf({ kind }: Claim): string {
	const part = PARTS.find(({ kinds }) => kinds.includes(kind));
	if (!part) throw new Error(`no part of the ledger holds the kind "${kind}"`);
	return part.name;
}

/** How many entries have which verdict, part by part. */
export function verdictCounts(claims: readonly Claim[]): Table {
	return makeTable({
		message: `The ledger has ${claims.length} entries`,
		caption: "",
		dataset: null,
		rows: PARTS,
		columns: [
			{ title: "entries", text: ({ name }) => name },
			...VERDICTS.map((verdict) => ({
				title: verdict,
				align: "right" as const,
				text: ({ name }: Part) => {
					const own = claims.filter(
						(claim) => partOf(claim) === name && verdictOf(claim) === verdict,
					);
					return `${own.length}`;
				},
			})),
		],
	});
}

/** The claims themselves, without tables, figures, rules and commands: what a reader of the README wants to know first. */
export function mainClaims(claims: readonly Claim[]): Table {
	return ledgerTable(claims, {
		kinds: ["claim"],
		columns: ["claim", "measured", "published", "verdict"],
		caption:
			"Measured: mean ± sample standard deviation over seeds or folds (their number), on the test set. Every rule was fixed before the runs unless a row says otherwise.",
	});
}

/** The claims with their verdicts, for a terminal. */
export function briefLedger(claims: readonly Claim[]): string {
	const { kinds } = PARTS[0];
	const table = ledgerTable(claims, {
		kinds,
		columns: ["claim", "verdict", "command"],
		caption: "",
	});
	return tableText(table, { widest: 44 });
}
