/** The public data sets: which files they consist of, how to know them for genuine, where to get them, under which licence. */

export interface DataFile {
	readonly name: string;
	/** Size of the .gz file as published, in bytes. */
	readonly bytes: number;
	/** SHA-256 (hex) of the .gz file as published. */
	readonly sha256: string;
	/** Size of what it unpacks to, in bytes. */
	readonly contentBytes: number;
}

/** Every name in the catalogue. */
export type CatalogueName = "mnist" | "fashion-mnist";

export interface CatalogueEntry<Name extends string = string> {
	readonly name: Name;
	readonly title: string;
	readonly authors: string;
	readonly licence: string;
	/** Folders on the web that hold the files, in the order in which they are tried. */
	readonly mirrors: readonly string[];
	readonly labelNames: readonly string[];
	/** So many of the last training images become the validation part. */
	readonly validation: number;
	readonly files: {
		readonly trainImages: DataFile;
		readonly trainLabels: DataFile;
		readonly testImages: DataFile;
		readonly testLabels: DataFile;
	};
}

const MNIST: CatalogueEntry<CatalogueName> = {
	name: "mnist",
	title: "MNIST",
	authors: "Yann LeCun, Corinna Cortes and Christopher J.C. Burges",
	licence:
		"CC BY-SA 3.0, © Yann LeCun and Corinna Cortes, derived from NIST data",
	mirrors: [
		"https://ossci-datasets.s3.amazonaws.com/mnist/",
		"https://storage.googleapis.com/cvdf-datasets/mnist/",
	],
	labelNames: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
	validation: 10_000,
	files: {
		trainImages: {
			name: "train-images-idx3-ubyte.gz",
			bytes: 9_912_422,
			sha256:
				"440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
			contentBytes: 47_040_016,
		},
		trainLabels: {
			name: "train-labels-idx1-ubyte.gz",
			bytes: 28_881,
			sha256:
				"3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
			contentBytes: 60_008,
		},
		testImages: {
			name: "t10k-images-idx3-ubyte.gz",
			bytes: 1_648_877,
			sha256:
				"8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
			contentBytes: 7_840_016,
		},
		testLabels: {
			name: "t10k-labels-idx1-ubyte.gz",
			bytes: 4_542,
			sha256:
				"f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
			contentBytes: 10_008,
		},
	},
};

const FASHION_MNIST: CatalogueEntry<CatalogueName> = {
	name: "fashion-mnist",
	title: "Fashion-MNIST",
	authors: "Han Xiao, Kashif Rasul and Roland Vollgraf",
	licence: "MIT, © 2017 Zalando SE",
	mirrors: [
		"https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
		"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
		"https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
	],
	labelNames: [
		"T-shirt/top",
		"Trouser",
		"Pullover",
		"Dress",
		"Coat",
		"Sandal",
		"Shirt",
		"Sneaker",
		"Bag",
		"Ankle boot",
	],
	validation: 10_000,
	files: {
		trainImages: {
			name: "train-images-idx3-ubyte.gz",
			bytes: 26_421_880,
			sha256:
				"3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
			contentBytes: 47_040_016,
		},
		trainLabels: {
			name: "train-labels-idx1-ubyte.gz",
			bytes: 29_515,
			sha256:
				"a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
			contentBytes: 60_008,
		},
		testImages: {
			name: "t10k-images-idx3-ubyte.gz",
			bytes: 4_422_102,
			sha256:
				"346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
			contentBytes: 7_840_016,
		},
		testLabels: {
			name: "t10k-labels-idx1-ubyte.gz",
			bytes: 5_148,
			sha256:
				"67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
			contentBytes: 10_008,
		},
	},
};

/** Every data set that consists of files. */
export const CATALOGUE: readonly CatalogueEntry[] = [MNIST, FASHION_MNIST];
