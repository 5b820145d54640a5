/** The camera and the saccades of N-MNIST. */
import type { CameraParameters } from "./parameters.js";

/**
 * Fitted to the first 700 training recordings by `npm run camera -- --fit` and rounded; how well it does on others, `npm run camera` says.
 * Contrast, thresholds and lag were not measured: of those that explain the recordings equally well, these are one choice. The mismatch is
 * a lower bound, for whatever is random lowers the correlations that the search raises.
 */
export const N_MNIST_CAMERA: CameraParameters = {
	width: 34,
	height: 34,
	from: { x: 0.5, y: 1.35 },
	saccades: [
		{
			x: { start: 23.1, duration: 62.7, by: 1.65 },
			y: { start: 7.2, duration: 68.8, by: 5.38 },
		},
		{
			x: { start: 105.2, duration: 79.5, by: 3.51 },
			y: { start: 106.8, duration: 79.5, by: -5.23 },
		},
		{
			x: { start: 211.6, duration: 79.7, by: -4.95 },
			y: { start: 229.4, duration: 55.9, by: -0.35 },
		},
	],
	duration: 310,
	contrast: -0.9,
	blur: 0.158,
	thresholdOn: 0.156,
	thresholdOff: 0.155,
	mismatch: 0.011,
	lag: 4.8,
	refractory: 3,
	noise: 0.177,
};
