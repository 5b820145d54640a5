/** A named array of numbers that a cell reads: learned by training, or a constant of the model. */
export interface Parameter {
	/** "0.weights", "0.bias", "1.rs", "readout.weights": layer and symbol. */
	readonly name: string;
	readonly shape: readonly number[];
	/** Row-major; training updates it in place. */
	readonly values: Float32Array;
	readonly learned: boolean;
	/** Learned values are clamped to at most this after each update. */
	readonly max?: number;
}
