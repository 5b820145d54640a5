/** What an event camera saw: a list of events, each a pixel that grew brighter (ON) or darker (OFF) by a step at some moment. */
export interface EventRecording {
	/** Pixels of the camera. */
	readonly width: number;
	readonly height: number;
	/** [events]: column and row of each event, from the top left. */
	readonly x: Uint8Array;
	readonly y: Uint8Array;
	/** [events]: 1 ON, 0 OFF. */
	readonly polarity: Uint8Array;
	/** [events]: µs since the recording began, ascending. */
	readonly time: Uint32Array;
}

/** Number of events. */
export function eventCount(recording: EventRecording): number {
	return recording.time.length;
}
