/** Recordings made on the fly by a simulated event camera that looks at the images of another data set. */
import { createHash } from "node:crypto";
import { checksumOf } from "../checksum.js";
import {
	type ImageDataset,
	type ImageSamples,
	imageOf,
	type RecordingDataset,
	type RecordingSamples,
	type Role,
} from "../dataset.js";
import { eventInputs } from "../inputs.js";
import { EventCamera } from "./camera.js";
import { N_MNIST_CAMERA } from "./n-mnist.js";
import type { CameraParameters } from "./parameters.js";

/** The names under which `loadDataset` knows the images of "mnist" and of "drawn-digits" before the camera. */
export const SIMULATED_N_MNIST = "n-mnist-simulated";
export const SIMULATED_DIGITS = "drawn-digits-simulated";

/** How the data set of a name comes about: which images, and what its title is. */
export const SIMULATED = {
	"n-mnist-simulated": {
		images: "mnist",
		title: "N-MNIST (simulated from MNIST)",
	},
	"drawn-digits-simulated": {
		images: "drawn-digits",
		title:
			"drawn digits before a simulated event camera (built-in, not N-MNIST)",
	},
} as const;
export type SimulatedName = keyof typeof SIMULATED;

/** Twelve hexadecimal digits that stand for all parameters of a camera. */
export function cameraVersion(camera: CameraParameters): string {
	const text = JSON.stringify(camera);
	return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/**
 * The recordings of all images, each simulated whenever it is asked for and never stored: recording k depends only on camera, seed, image
 * and number.
 */
export function simulateRecordings(
	name: SimulatedName,
	images: ImageDataset,
	camera: CameraParameters = N_MNIST_CAMERA,
	seed = 0,
): RecordingDataset {
	const { width, height } = camera;
	const eye = new EventCamera(camera, images.width, images.height);
	const record = <R extends Role>(samples: ImageSamples<R>) =>
		recorded(samples, eye, seed);
	const train = record(images.train);
	const validation = record(images.validation);
	const test = record(images.test);
	return {
		...images,
		name,
		title: SIMULATED[name].title,
		checksum: checksumOf([train, validation, test]),
		width,
		height,
		inputs: eventInputs(width, height),
		train,
		validation,
		test,
	};
}

function recorded<R extends Role>(
	samples: ImageSamples<R>,
	camera: EventCamera,
	seed: number,
): RecordingSamples<R> {
	const { role, count, labels, first } = samples;
	return {
		kind: "recordings",
		role,
		count,
		labels,
		numbers: Uint32Array.from({ length: count }, (_, k) => first + k),
		recording: (k) =>
			camera.record(imageOf(samples, k), { seed, sample: first + k }),
		digest: `${cameraVersion(camera.parameters)} ${seed} ${checksumOf([samples])}`,
	};
}
