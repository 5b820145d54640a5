/** The gradient of matrix products, which on wasm is many times as slow as it need be. */
import {
	add,
	type GradConfig,
	getBackend,
	matMul,
	sub,
	type Tensor,
	transpose,
} from "@tensorflow/tfjs-core";

/**
 * Makes numbers below 1e-27 zero; changes none by more than that. WebAssembly cannot flush subnormal numbers, which
 * slow a product down 60 times, and a gradient that vanishes over time is full of them.
 */
function withoutSubnormals(x: Tensor): Tensor {
	return sub(add(x, 1e-20), 1e-20);
}

/**
 * The gradient of the product of two plain matrices: dA = dY Bᵀ, dB = Aᵀ dY; TensorFlow.js's own for any other product.
 * wasm's transposed products take about 20 times longer than a transposition and a plain product.
 * Unlike with `customGrad`, the gradient of an operand that needs none (the input spikes) is never computed.
 *
 * @param stock TensorFlow.js's own gradient, which `openBackend` replaces by this one.
 */
export function matMulGradient(stock: GradConfig): GradConfig {
	return {
		kernelName: "BatchMatMul",
		inputsToSave: ["a", "b"],
		gradFunc: (dy, saved, attributes) => {
			const [a, b] = saved;
			const plain =
				a.rank === 2 &&
				b.rank === 2 &&
				!attributes.transposeA &&
				!attributes.transposeB;
			if (!plain || getBackend() !== "wasm")
				return stock.gradFunc(dy, saved, attributes);
			return {
				a: () => matMul(withoutSubnormals(dy as Tensor), transpose(b)),
				b: () => matMul(transpose(a), withoutSubnormals(dy as Tensor)),
			};
		},
	};
}
