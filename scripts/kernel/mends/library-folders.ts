/** Imports of TypeScript files outside the notebook's folder, such as `../lib/x.ts`, which tslab refuses; executor/require.ts runs them. */
import type { Mend } from "./mend.js";

const NOT_UNDER_ROOT = 6059;

export const anyLibraryFolder: Mend = {
	diagnostics: (found) => found.filter(({ code }) => code !== NOT_UNDER_ROOT),
	program(program) {
		const emit = program.emit;
		program.emit = (file, ...rest) =>
			file && !/[\\/]__tslab__\.ts$/.test(file.fileName)
				? { emitSkipped: true, diagnostics: [] }
				: emit(file, ...rest);
	},
};
