/** Learning curves: training loss and validation accuracy over epochs, the mean over seeds with a band for their spread. */
import type { CellKind } from "../cells/spec.js";
import { meanAndDeviation } from "../statistics/spread.js";
import type { EpochRecord } from "../training/record.js";
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { type Curve, drawCurve } from "./line-plot.js";
import { makeFigure } from "./parts/layout.js";
import { AXIS, CELL_STYLES, CURVE_STYLES, type CurveStyle } from "./theme.js";

export type LearningCurve = readonly Pick<
	EpochRecord,
	"epoch" | "trainLoss" | "validationAccuracy"
>[];

/** The runs of one network that differ in nothing but the seed. */
export interface LearningGroup {
	/** Decides colour, dash and marker; without it, they come from the palette (for variants of one cell). */
	readonly cell?: CellKind;
	/** What the legend calls it; the cell's name unless given. */
	readonly name?: string;
	/** One curve a seed, over the same epochs. */
	readonly runs: readonly LearningCurve[];
}

export interface LearningCurvesOptions extends FigureWords {
	readonly groups: readonly LearningGroup[];
	readonly dataset: DataSource;
}

/** Two panels side by side. The caption gets a sentence on seeds and band. @throws if there is no group, or one has no run, uneven ones or no validation */
export function learningCurves({
	message,
	caption,
	groups,
	dataset,
}: LearningCurvesOptions): Figure {
	if (groups.length === 0)
		throw new Error("learning curves of no group: give at least one");
	const data = groups.flatMap((group, k) => {
		const style = group.cell
			? CELL_STYLES[group.cell]
			: CURVE_STYLES[k % CURVE_STYLES.length];
		const name =
			group.name ??
			(group.cell ? CELL_STYLES[group.cell].name : `network ${k + 1}`);
		return drawGroup(name, group.runs, style);
	});
	const longest = Math.max(
		...groups.flatMap(({ runs }) => runs.map((run) => run.length)),
	);
	const ticks = { tick0: 0, dtick: Math.ceil(longest / 10) };
	return makeFigure({
		message,
		caption: `${caption} ${seedSentence(groups)}`,
		dataset,
		data,
		plotHeight: 270,
		axes: {
			xaxis: { title: AXIS.epoch, domain: [0, 0.43], ...ticks },
			yaxis: { title: AXIS.loss, rangemode: "tozero" },
			xaxis2: {
				title: AXIS.epoch,
				domain: [0.57, 1],
				...ticks,
				anchor: "y2",
			},
			yaxis2: { title: `validation ${AXIS.accuracy}`, anchor: "x2" },
		},
	});
}

function drawGroup(
	name: string,
	runs: readonly LearningCurve[],
	style: CurveStyle,
) {
	const epochs = runs[0]?.map((entry) => entry.epoch) ?? [];
	for (const [seed, run] of runs.entries())
		if (run.length !== epochs.length)
			throw new Error(
				`"${name}": run ${seed + 1} has ${run.length} epochs and run 1 has ${epochs.length}: plot runs of equal length`,
			);
	if (epochs.length === 0)
		throw new Error(
			`"${name}" has no epochs to plot: give at least one finished run`,
		);

	const overSeeds = (read: (entry: LearningCurve[number]) => number): Curve => {
		const points = epochs.map((_, k) =>
			meanAndDeviation(runs.map((run) => read(run[k]))),
		);
		const curve = { name, x: epochs, y: points.map((point) => point.mean) };
		return runs.length === 1
			? curve
			: { ...curve, spread: points.map((point) => point.deviation ?? 0) };
	};
	return [
		...drawCurve(
			overSeeds((entry) => entry.trainLoss),
			style,
		),
		...drawCurve(
			overSeeds(({ validationAccuracy }) => {
				if (validationAccuracy === null)
					throw new Error(
						`"${name}" was trained without validation samples: there is no such accuracy to plot`,
					);
				return 100 * validationAccuracy;
			}),
			style,
			{ xaxis: "x2", yaxis: "y2" },
			false,
		),
	];
}

function seedSentence(groups: readonly LearningGroup[]): string {
	const counts = new Set(groups.map((group) => group.runs.length));
	if (counts.size > 1)
		return "Mean over seeds; band: ± 1 standard deviation where there are several.";
	const [count] = counts;
	return count === 1
		? "One seed."
		: `Mean over ${count} seeds; band: ± 1 standard deviation.`;
}
