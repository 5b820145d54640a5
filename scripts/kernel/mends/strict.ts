/** Strict checking as a notebook wants it: a cell that holds the line `// @strict` turns it on from there, `// @strict off` off. */
import type ts from "@tslab/typescript-for-tslab";
import type { Mend } from "./mend.js";

const DIRECTIVE = /^[ \t]*\/\/ @strict(?:[ \t]+(on|off))?[ \t]*$/m;

export function strictOnDemand(): Mend {
	let compilerOptions: ts.CompilerOptions | undefined;
	return {
		options(options) {
			compilerOptions = options;
		},
		source(source) {
			const directive = DIRECTIVE.exec(source);
			// The compiler asks for its options anew with every cell.
			if (directive && compilerOptions)
				compilerOptions.strict = directive[1] !== "off";
			return source;
		},
	};
}
