/** The comparison of the simulated camera with the real one as a table. */
import {
	type ComparedPart,
	LIKENESS_QUANTITIES,
	type LikenessQuantity,
	makeTable,
	type Table,
} from "spiking-recurrent-cell";
import type { Speed } from "./speed.js";

export function likenessTable(
	parts: readonly ComparedPart[],
	{ simulationMs, binnedMs, load }: Speed,
): Table {
	return makeTable<LikenessQuantity>({
		message:
			"Real recordings of N-MNIST against simulated ones of the same images, and against real ones of another image of the class.",
		caption: `A recording is simulated in ${simulationMs.toFixed(2)} ms, ${binnedMs.toFixed(2)} ms with its bins (load ${load.toFixed(1)}).`,
		dataset: null,
		columns: [
			{
				title: "measure",
				text: ({ quantity, unit }) =>
					unit === "–" ? quantity : `${quantity} (${unit})`,
			},
			...parts.flatMap(({ name, simulated, classmate }) =>
				[
					{ title: `${name}: simulated`, of: simulated },
					{ title: "classmate", of: classmate },
				].map(({ title, of }) => ({
					title,
					align: "right" as const,
					text: (row: LikenessQuantity) =>
						row.of(of).toFixed(row.unit === "–" ? 3 : 2),
				})),
			),
		],
		rows: LIKENESS_QUANTITIES,
	});
}
