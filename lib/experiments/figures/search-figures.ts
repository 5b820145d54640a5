/** What the search for settings has found so far: validation accuracy by setting, a figure a cell. */
import { PAPER_ENCODING } from "../../encoding/encoding.js";
import { canonicalJson } from "../../files/plain.js";
import type { Figure } from "../../plots/figure.js";
import { type SettingMarks, settingRows } from "../../plots/setting-rows.js";
import { AXIS, CELL_STYLES } from "../../plots/theme.js";
import { countText } from "../../text/numbers.js";
import type { TestResult } from "../../training/record.js";
import { unitsOfDepth } from "../depth.js";
import { BATCH_SIZE, CELLS, layersOf } from "../protocol.js";
import {
	cellOf,
	type Recorded,
	recordedSentence,
	valuesOf,
} from "../records/recorded.js";
import { CONTROL } from "../search.js";

type Searched = Recorded<TestResult>;

/**
 * A figure for each cell of which something is recorded: none, one or two.
 * @param searched what `searchedRuns` of one search found
 * @param question what the search asks of so many layers
 */
export function searchFigures(
	searched: readonly Searched[],
	question: (layers: number) => string = (layers) =>
		`which settings let ${layers} layers learn?`,
): Figure[] {
	return (["src", "lif"] as const).flatMap((cell) => {
		const own = searched.filter(
			(one) => cellOf(one) === cell && !isControl(one),
		);
		const known = own.filter(({ records }) => records.length > 0);
		if (known.length === 0) return [];
		const usual = known.find(isUsual);
		const [{ plan, data }] = own[0].planned;
		const rate =
			cell === "src"
				? `Rate ${plan.adam.rate} unless a row names another. `
				: "";
		return settingRows({
			message: `${CELL_STYLES[cell].name}: ${question(plan.network.layers.length)}`,
			caption: `Accuracy on ${countText(data.validation)} validation images after ${plan.epochs} ${plan.epochs > 1 ? "epochs" : "epoch"} of ${countText(data.train)} images, one seed. No test image was looked at. ${rate}${recordedSentence(searched)}`,
			rows: [...new Set(own.map((one) => placeOf(one).row))],
			marks: marksOf(known),
			references: [
				...(usual
					? [{ name: "as everywhere here", value: accuracyOf(usual) }]
					: []),
				...searched
					.filter((one) => isControl(one) && one.records.length > 0)
					.map((one) => ({ name: one.variant, value: accuracyOf(one) })),
			],
			xTitle: `validation ${AXIS.accuracy}`,
			dataset: known[0].records[0].dataset,
		});
	});
}

/** Whether it stands beside the settings, for what their budget can tell. */
function isControl({ variant }: Searched): boolean {
	return variant.startsWith(CONTROL);
}

/** Row and mark of a setting: the LIF's differ in their rate too, which is the mark. */
function placeOf(one: Searched): { row: string; mark: string } {
	const setting = one.variant.replace(/^\w+: /, "");
	const cell = cellOf(one);
	if (cell !== "lif") return { row: setting, mark: CELL_STYLES[cell].name };
	const mark = `rate ${one.planned[0].plan.adam.rate}`;
	return { row: setting.replace(`, ${mark}`, ""), mark };
}

function marksOf(known: readonly Searched[]): SettingMarks[] {
	const names = [...new Set(known.map((one) => placeOf(one).mark))];
	return names.map((name) => {
		const own = known.filter((one) => placeOf(one).mark === name);
		const cell = cellOf(own[0]);
		return {
			name,
			values: new Map(own.map((one) => [placeOf(one).row, accuracyOf(one)])),
			...(cell === "src" ? { style: CELL_STYLES.src } : {}),
		};
	});
}

function accuracyOf(one: Searched): number {
	return valuesOf(one, "validation accuracy")[0];
}

/** Whether the training is what all other experiments do. */
function isUsual({ planned: [{ plan }] }: Searched): boolean {
	const [{ cell }] = plan.network.layers;
	if (cell !== "src" && cell !== "lif") return false;
	const layers = layersOf(cell, unitsOfDepth(plan.network.layers.length));
	return (
		JSON.stringify(plan.network.layers) === JSON.stringify(layers) &&
		canonicalJson(plan.encoding) === canonicalJson(PAPER_ENCODING) &&
		plan.adam.rate === CELLS[cell].rate &&
		plan.batchSize === BATCH_SIZE
	);
}
