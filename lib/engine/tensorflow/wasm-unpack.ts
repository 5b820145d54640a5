/** A quick `unstack` for the wasm backend, whose own copies the whole tensor once for each piece. */
import {
	getKernel,
	type KernelFunc,
	registerKernel,
	type TensorInfo,
	type UnpackAttrs,
	unregisterKernel,
} from "@tensorflow/tfjs-core";

/** The two things asked of the wasm backend, which does not export its type. */
interface WasmBackend {
	makeOutput(shape: number[], dtype: TensorInfo["dtype"]): TensorInfo;
	typedArrayFromHeap(tensor: TensorInfo): Float32Array;
}

let installed = false;

/** Puts the kernel in the place of the wasm backend's own, for cuts along the first axis; once, after the backend is loaded. */
export function installWasmUnpack(): void {
	const own = getKernel("Unpack", "wasm");
	if (installed || !own) return;
	installed = true;
	const kernelFunc: KernelFunc = (parameters) => {
		const value = parameters.inputs.value as TensorInfo;
		const { axis } = parameters.attrs as unknown as UnpackAttrs;
		if (axis !== 0) return own.kernelFunc(parameters);
		const backend = parameters.backend as WasmBackend;
		const [pieces, ...shape] = value.shape;
		const size = shape.reduce((product, length) => product * length, 1);
		return Array.from({ length: pieces }, (_, k) => {
			const piece = backend.makeOutput(shape, value.dtype);
			const from = backend.typedArrayFromHeap(value).subarray(k * size);
			backend.typedArrayFromHeap(piece).set(from.subarray(0, size));
			return piece;
		});
	};
	unregisterKernel("Unpack", "wasm");
	registerKernel({ kernelName: "Unpack", backendName: "wasm", kernelFunc });
}
