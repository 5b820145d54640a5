/** Do the ledger's tables in executed notebooks still say what the ledger says? */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Claim, ledgerTable, tableMarkdown } from "spiking-recurrent-cell";
import { joined, type Notebook } from "../notebooks/nbformat.js";

/** One sentence for each row of a ledger's table in a notebook of `folder` that is no row of the ledger (any more). */
export function staleRows(
	folder: string,
	claims: readonly Claim[],
): readonly string[] {
	const [, , headings, , ...rows] = tableMarkdown(ledgerTable(claims)).split(
		"\n",
	);
	const current = new Set(rows);
	return readdirSync(folder)
		.filter((name) => name.endsWith(".ipynb"))
		.sort()
		.flatMap((name) => {
			const notebook = JSON.parse(
				readFileSync(path.join(folder, name), "utf8"),
			) as Notebook;
			return ledgerRows(notebook, headings)
				.filter((row) => !current.has(row))
				.map(
					(row) =>
						`${name} shows a row that the ledger has not: ${row}; execute it again with "npm run notebooks"`,
				);
		});
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
