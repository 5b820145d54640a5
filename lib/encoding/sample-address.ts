/** Where the random draws of a sample lie: the same presentation of the same sample draws the same numbers, in any batch, worker or engine. */

/** Which presentation of which sample: together with pixel and step it fixes every random draw. Unsigned 32-bit integers. */
export interface SampleAddress {
	readonly seed: number;
	readonly epoch: number;
	/** Number of the sample in the whole data set (`samples.first + k`). */
	readonly sample: number;
}

/** Which presentation of which samples: all that the random draws of a batch depend on. */
export interface SampleAddresses {
	/** [B]: identity of each sample in its data set. */
	readonly samples: Uint32Array;
	readonly seed: number;
	readonly epoch: number;
}
