/** Do the ledger's tables in executed notebooks still say what the ledger says? */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Claim, ledgerTable, tableMarkdown } from "spiking-recurrent-cell";
import { joined, type Notebook } from "../notebooks/nbformat.js";

/** One sentence for each row of a ledger's table in a notebook of `folder` that is no row of the ledger (any more), and for each of the ledger's that no notebook has. */
export function staleRows(
	folder: string,
	claims: readonly Claim[],
): readonly string[] {
	const [headings, , ...rows] = tableMarkdown(ledgerTable(claims))
		.split("\n")
		.filter((line) => line.startsWith("|"));
	const shown = readdirSync(folder)
		.filter((name) => name.endsWith(".ipynb"))
		.sort()
		.flatMap((name) => {
			const notebook = JSON.parse(
				readFileSync(path.join(folder, name), "utf8"),
			) as Notebook;
			return ledgerRows(notebook, headings).map((row) => ({ name, row }));
		});
	const again = `execute it again with "npm run notebooks"`;
	const stale = shown
		.filter(({ row }) => !rows.includes(row))
		.map(
			({ name, row }) =>
				`${name} shows a row that the ledger has not: ${row}; ${again}`,
		);
	const missing = rows
		.filter((row) => !shown.some((one) => one.row === row))
		.map(
			(row) =>
				`no notebook shows this row of the ledger: ${row}; if one has its table, ${again}`,
		);
	return [...stale, ...missing];
}

/** Every row below the headings of a ledger's table. */
function ledgerRows({ cells }: Notebook, headings: string): string[] {
	return cells.flatMap((cell) =>
		(cell.cell_type === "code" ? cell.outputs : []).flatMap((output) => {
			const markdown = "data" in output ? output.data["text/markdown"] : "";
			const lines = joined((markdown ?? "") as string).split("\n");
			const place = lines.indexOf(headings);
			if (place < 0) return [];
			return lines.slice(place + 2).filter((line) => line.startsWith("|"));
		}),
	);
}
