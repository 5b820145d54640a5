/** How long the simulated camera takes. */
import os from "node:os";
import {
	type CameraParameters,
	EVENT_ENCODING,
	EventCamera,
	type Example,
	encodeSample,
	IMAGE_SIZE,
} from "spiking-recurrent-cell";

export interface Speed {
	/** Median ms a recording, and with binning; wall clock. */
	readonly simulationMs: number;
	readonly binnedMs: number;
	/** Mean number of busy processes in the minute before. */
	readonly load: number;
}

export function cameraSpeed(
	camera: CameraParameters,
	examples: readonly Example[],
): Speed {
	const eye = new EventCamera(camera, IMAGE_SIZE, IMAGE_SIZE);
	const times = examples.map(({ image, number }) => {
		const start = performance.now();
		const address = { seed: 0, epoch: 0, sample: number };
		const recording = eye.record(image, address);
		const middle = performance.now();
		encodeSample(EVENT_ENCODING, recording, address);
		return [middle - start, performance.now() - start];
	});
	const median = (which: number) =>
		times.map((time) => time[which]).sort((a, b) => a - b)[times.length >> 1];
	return {
		simulationMs: median(0),
		binnedMs: median(1),
		load: os.loadavg()[0],
	};
}
