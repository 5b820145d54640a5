/** Training progress as one line of text that replaces itself. */
import type { Progress } from "../training/train.js";

/** Where the line goes: what `live()` opens. */
export interface Line {
	update(content: string): Promise<void>;
	/** Shows the last content. */
	done(): Promise<void>;
}

/** What `train` calls: writes e.g. "SRC, seed 1: epoch 2 of 4, training 1,280 of 6,000, loss 0.51, accuracy 89.9 %". */
export function progressLine(
	name: string,
	line: Line,
): (progress: Progress) => void {
	return ({ phase, epoch, epochs, done, all, loss, accuracy }) => {
		const place = `epoch ${epoch} of ${epochs}, ${phase} ${count(done)} of ${count(all)}`;
		const measured = `training loss ${loss.toFixed(3)}, accuracy ${(100 * accuracy).toFixed(1)} %`;
		void line.update(`${name}: ${place}, ${measured}`);
	};
}

function count(samples: number): string {
	return samples.toLocaleString("en-GB");
}
