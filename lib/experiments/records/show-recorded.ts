/** Figures of what is recorded, which in a replication under way may not be there yet. */
import type { Figure } from "../../plots/figure.js";
import type { TestResult } from "../../training/record.js";
import { show } from "../../values/display.js";
import { type Recorded, recordedSentence } from "./recorded.js";

/**
 * Shows a figure once there is enough to draw, and until then says which trainings it waits for.
 * @param known how many values or rows there are, of the `enough` that the figure needs
 */
export async function showRecorded(
	recorded: readonly Recorded<TestResult>[],
	draw: () => Figure,
	known: number,
	enough = 1,
): Promise<void> {
	if (known >= enough) await show(draw());
	else
		console.log(
			`This figure waits for its runs. ${recordedSentence(recorded)}`,
		);
}
