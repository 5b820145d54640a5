/** Training progress in place: bar, time left, and loss, accuracy and spikes of each epoch. */
import type { ActivitySummary } from "../../engine/activity.js";
import { countText } from "../../text/numbers.js";
import type { Progress } from "../../training/progress.js";
import type { EpochRecord } from "../../training/record.js";
import type { Card } from "../../values/card.js";
import { durationText } from "../../values/duration.js";
import { aligned } from "../../values/numbers.js";

/** Where the panel goes: what `live()` opens. */
export interface Line {
	update(content: unknown): Promise<void>;
	/** Shows the last content. */
	done(): Promise<void>;
}

/** What `train` calls: shows a panel with this title in `line`. */
export function progressPanel(
	title: string,
	line: Line,
	clock: () => number = () => performance.now() / 1000,
): (progress: Progress) => void {
	let start: { readonly time: number; readonly share: number } | undefined;
	return (progress) => {
		const time = clock();
		// From here, and not from zero: a training may go on from a checkpoint.
		start ??= { time, share: progress.share };
		const done = progress.share - start.share;
		const left =
			done > 0
				? ((time - start.time) * (1 - progress.share)) / done
				: undefined;
		const timeLeft =
			progress.share === 1
				? "done"
				: left === undefined
					? "time left not known yet"
					: `about ${durationText(left)} left`;
		void line.update(progressCard(title, progress, timeLeft));
	};
}

const BAR_WIDTH = 32;
/** Of a long training the last epochs are enough; its record has them all. */
const EPOCHS = 8;

/** @param note what stands behind the bar, such as the time left */
export function progressCard(
	title: string,
	progress: Progress,
	note: string,
): Card {
	const { phase, epoch, epochs, done, all, share } = progress;
	const filled = Math.round(share * BAR_WIDTH);
	const bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
	return {
		kind: "card",
		title,
		facts: [
			`epoch ${epoch} of ${epochs}`,
			`${phase} ${countText(done)} of ${countText(all)}`,
		],
		block: `${bar} ${Math.floor(100 * share)} %, ${note}\n${epochLines(progress)}`,
	};
}

function epochLines({
	phase,
	epoch,
	loss,
	accuracy,
	layers,
	curve,
}: Progress): string {
	const running = phase !== "test" && !curve.some((e) => e.epoch === epoch);
	return aligned([
		["epoch", "loss", "accuracy", "validation", "spiking steps a layer"],
		...curve.slice(-EPOCHS).map(finishedLine),
		...(running
			? [
					[
						`${epoch}`,
						Number.isNaN(loss) ? "–" : loss.toFixed(3),
						percent(accuracy),
						"…",
						spikingText(layers),
					],
				]
			: []),
	]);
}

function finishedLine(entry: EpochRecord): string[] {
	return [
		`${entry.epoch}`,
		entry.trainLoss.toFixed(3),
		percent(entry.trainAccuracy),
		entry.validationAccuracy === null ? "–" : percent(entry.validationAccuracy),
		spikingText(entry.layers),
	];
}

function spikingText(layers: readonly ActivitySummary[]): string {
	return (
		layers.map(({ spikingShare }) => percent(spikingShare)).join(", ") || "–"
	);
}

function percent(share: number): string {
	return Number.isNaN(share) ? "–" : `${(100 * share).toFixed(1)} %`;
}
