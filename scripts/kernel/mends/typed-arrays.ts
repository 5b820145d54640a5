/**
 * `Float32Array<ArrayBuffer>`, as compilers from 5.7 on write into declarations: tslab's knows typed arrays without a parameter and makes
 * of such types, silently, `any`. Its own declarations get the parameter.
 */
import type { Mend } from "./mend.js";

const OWN_DECLARATIONS = /[\\/]lib\.es[^\\/]*\.d\.ts$/;
const TYPED_ARRAY =
	/\binterface (?:Int|Uint|Float|BigInt|BigUint)\d+(?:Clamped)?Array(?= \{)/g;

export const genericTypedArrays: Mend = {
	system(system) {
		const readFile = system.readFile;
		system.readFile = (file, encoding) => {
			const text = readFile(file, encoding);
			return OWN_DECLARATIONS.test(file)
				? text?.replace(
						TYPED_ARRAY,
						"$&<TArrayBuffer extends ArrayBufferLike = ArrayBufferLike>",
					)
				: text;
		};
	},
};
