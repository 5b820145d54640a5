/** Where a data set is loaded from, and how much of it. */
import type { DownloadOptions } from "./download.js";
import type { Fold } from "./folds.js";
import type { Limit } from "./limit.js";

export interface LoadOptions extends DownloadOptions {
	/** Folder that holds mnist/, fashion-mnist/ and n-mnist/; default: the environment variable SRC_DATA. */
	readonly folder?: string;
	/** Used, and filled from the network, when there is no folder; default: data/cache of the project. */
	readonly cache?: string;
	/**
	 * Take only the first so many samples of a part. They are in no order of class; the first half of the MNIST test set is known to be
	 * the easier one. For the drawn digits, of which there is no end, the number drawn. With 0 validation samples, all of the official
	 * training set is there to train on; in a cross-validation, all but the test fold.
	 */
	readonly limit?: Limit;
	/** Only for N-MNIST: deal training and test recordings out anew for cross-validation, and take this fold. */
	readonly fold?: Fold;
}
