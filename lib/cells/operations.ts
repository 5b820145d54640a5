/**
 * Tensor operations whose gradients are this project's own: where the science asks for another gradient than the true one
 * (bypass, detachment, surrogates), and where TensorFlow.js's own are slow. Any shape, unless a docstring says otherwise.
 */
import {
	abs,
	add,
	cast,
	clipByValue,
	customGrad,
	div,
	engine,
	type GradSaveFunc,
	getBackend,
	greater,
	mul,
	relu,
	square,
	step,
	sub,
	type Tensor,
	type Tensor2D,
	matMul as tfMatMul,
	sigmoid as tfSigmoid,
	tanh as tfTanh,
} from "@tensorflow/tfjs-core";
import type { LIFSpec, SRCSpec } from "./spec.js";

/** `customGrad` for one input, with types; `backward` receives dL/dy and what `forward` saved. */
function withGradient<T extends Tensor>(
	x: T,
	forward: (x: Tensor, save: GradSaveFunc) => Tensor,
	backward: (dy: Tensor, saved: Tensor[]) => Tensor,
): T {
	const operation = customGrad((input, save) => ({
		value: forward(input as Tensor, save as GradSaveFunc),
		gradFunc: backward,
	}));
	return operation(x) as T;
}

/** Matrix product, [M, K] × [K, N] → [M, N]. Its gradient is the engine's (../engine/tensorflow/matmul-gradient.ts). */
export function matMul(a: Tensor2D, b: Tensor2D): Tensor2D {
	return tfMatMul(a, b);
}

/** tanh with gradient 1 − y². On wasm computed as 2σ(2x) − 1, which is 7 times faster there (absolute error < 3e-7). */
export function tanh<T extends Tensor>(x: T): T {
	const forward =
		getBackend() === "wasm"
			? (x: Tensor) => sub(mul(2, tfSigmoid(mul(2, x))), 1)
			: tfTanh;
	return withGradient(
		x,
		(x, save) => {
			const y = forward(x);
			save([y]);
			return y;
		},
		(dy, [y]) => sub(dy, mul(dy, square(y))),
	);
}

/** clamp(x, −1, 1) with derivative 1 inside and 0 from ±1 on. */
export function clampToOne<T extends Tensor>(x: T): T {
	return withGradient(
		x,
		(x, save) => {
			const y = clipByValue(x, -1, 1);
			save([y]);
			return y;
		},
		(dy, [y]) => mul(dy, heaviside(sub(1, abs(y)))),
	);
}

/** σ(x) = 1 / (1 + e^−x) with gradient y − y². */
export function sigmoid<T extends Tensor>(x: T): T {
	return withGradient(
		x,
		(x, save) => {
			const y = tfSigmoid(x);
			save([y]);
			return y;
		},
		(dy, [y]) => mul(dy, sub(y, square(y))),
	);
}

/** The same values as a constant: no gradient flows to x, nor is one computed. */
export function detach<T extends Tensor>(x: T): T {
	const tensorflow = engine();
	tensorflow.backend.incRef(x.dataId);
	return tensorflow.makeTensorFromTensorInfo(x) as T;
}

/** H(x): 1 where x > 0, else 0 (also at 0). No gradient flows to x. */
export function heaviside<T extends Tensor>(x: T): T {
	const constant = detach(x);
	// tfjs-node builds `step` from six kernels.
	return getBackend() === "tensorflow"
		? cast(greater(constant, 0), "float32")
		: step(constant);
}

/** Forward ReLU, backward identity: d y / d x = 1 everywhere. */
export function reluBypass<T extends Tensor>(x: T): T {
	return withGradient(x, relu, (dy) => dy.clone());
}

/** H(h), a spike of size 1; its derivative is replaced by that of the graded spike: 1 ("bypass"), or 1 where h > 0 ("relu"). */
export function binarySpike<T extends Tensor>(
	h: T,
	outputGradient: SRCSpec["outputGradient"],
): T {
	return withGradient(
		h,
		(h, save) => {
			const s = heaviside(h);
			save([s]);
			return s;
		},
		outputGradient === "bypass" ? (dy) => dy.clone() : (dy, [s]) => mul(dy, s),
	);
}

/** d spike / d U in the backward pass, as snnTorch defines it; U = membrane potential − threshold. */
const SURROGATES: Readonly<
	Record<LIFSpec["surrogate"], (dy: Tensor, u: Tensor, slope: number) => Tensor>
> = {
	arctan: (dy, u, alpha) =>
		div(mul(alpha / 2, dy), add(1, square(mul((Math.PI / 2) * alpha, u)))),
	"fast-sigmoid": (dy, u, slope) => div(dy, square(add(1, mul(slope, abs(u))))),
	"straight-through": (dy) => dy.clone(),
};

/**
 * A spike (1) where U > 0, else 0; the derivative is replaced by snnTorch's surrogate:
 *
 *     arctan            (α/2) / (1 + (π/2 α U)²)
 *     fast-sigmoid      1 / (slope |U| + 1)²
 *     straight-through  1
 *
 * @param slope α of arctan, slope of fast-sigmoid; unused by straight-through.
 */
export function spike<T extends Tensor>(
	u: T,
	surrogate: LIFSpec["surrogate"],
	slope: number,
): T {
	const derivative = SURROGATES[surrogate];
	return withGradient(
		u,
		(u, save) => {
			save([u]);
			return heaviside(u);
		},
		(dy, [u]) => derivative(dy, u, slope),
	);
}
