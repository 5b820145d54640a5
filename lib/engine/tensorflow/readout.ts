/** From the last layer's outputs to the logits, and to the loss. */
import * as tf from "@tensorflow/tfjs-core";
import type { Values } from "../../cells/cell.js";
import { matMul } from "../../cells/operations.js";
import type { ReadoutSpec } from "../../network/spec.js";

/** R at the last step: for the leaky integrator, R[T] = (Σ_t leak^(T−t) s_out[t]) A. */
export function readOut(
	spec: ReadoutSpec,
	outputs: tf.Tensor3D,
	p: Values,
): tf.Tensor2D {
	const steps = outputs.shape[0];
	if (spec.readout === "linear") {
		const last = tf.reshape<tf.Rank.R2>(tf.slice(outputs, steps - 1, 1), [
			-1,
			outputs.shape[2],
		]);
		return tf.add(matMul(last, p.weights as tf.Tensor2D), p.bias);
	}
	const weights = Float32Array.from(
		{ length: steps },
		(_, t) => spec.leak ** (steps - 1 - t),
	);
	const integrated = tf.sum<tf.Tensor2D>(
		tf.mul(outputs, tf.tensor3d(weights, [steps, 1, 1])),
		0,
	);
	return matMul(integrated, p.weights as tf.Tensor2D);
}

/** Softmax cross-entropy, summed over the samples (nat). */
export function crossEntropy(
	logits: tf.Tensor2D,
	labels: tf.Tensor1D,
	classes: number,
): tf.Scalar {
	// oneHot knows no single class, of which all samples are
	const own = classes > 1 ? tf.oneHot(labels, classes) : tf.onesLike(logits);
	return tf.neg(tf.sum(tf.mul(own, tf.logSoftmax(logits))));
}
