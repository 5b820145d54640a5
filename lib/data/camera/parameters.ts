/** What the simulated event camera consists of; every number that the recordings of N-MNIST had to tell. */

/** A smooth movement of one axis: 0 before `start`, `by` pixels after `start + duration`, a cubic S-curve between (ms). */
export interface Move {
	readonly start: number;
	readonly duration: number;
	readonly by: number;
}

/** Both axes of one saccade; each has its own motor, and they do not start together. */
export interface Saccade {
	readonly x: Move;
	readonly y: Move;
}

export interface CameraParameters {
	/** Pixels of the sensor. */
	readonly width: number;
	readonly height: number;
	/** Where the image's top left corner lies on the sensor before the first saccade, in pixels. */
	readonly from: { readonly x: number; readonly y: number };
	/** In order; the image moves on the sensor. */
	readonly saccades: readonly Saccade[];
	/** End of the recording, ms. */
	readonly duration: number;
	/** Log intensity of a pixel of value v (0 … 1) is log(1 + contrast × v): below 0 the digit is darker than its ground. */
	readonly contrast: number;
	/** Share of a pixel's light that falls on each of its neighbours in a row, 0 … 1/3; the same in a column. */
	readonly blur: number;
	/** Changes of log intensity that fire an ON or an OFF event. */
	readonly thresholdOn: number;
	readonly thresholdOff: number;
	/** Standard deviation of each pixel's thresholds about these, as a share of them. */
	readonly mismatch: number;
	/** Time constant of a pixel's receptor, ms. */
	readonly lag: number;
	/** After an event a pixel is blind for so long, and then compares with what it sees, ms. */
	readonly refractory: number;
	/** Events without cause, a pixel and second, for each polarity. */
	readonly noise: number;
}
