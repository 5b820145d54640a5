/** As many input lines as 16 bits number. */
export const MAX_INPUTS = 65_536;

/** What one sample sends into a network over time, as a list of events sorted by step. */
export interface SpikeTrain {
	/** T. */
	readonly steps: number;
	/** Number of input lines, at most MAX_INPUTS. */
	readonly inputs: number;
	/** [T + 1]: the events of step t lie at `offsets[t]` … `offsets[t + 1] - 1`. */
	readonly offsets: Uint32Array;
	/** [events]: the input line of each event, ascending within a step. */
	readonly indices: Uint16Array;
	/** [events]: graded amplitudes; absent when every event is a spike of size 1. */
	readonly values?: Float32Array;
}
