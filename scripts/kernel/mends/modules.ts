/** Modules as today's packages ship them: typings in `exports`, `.ts` in import paths, ECMAScript 2023, and types of Node alone. */
import path from "node:path";
import ts from "@tslab/typescript-for-tslab";
import { MODULES } from "../../project.js";
import type { Mend } from "./mend.js";

/** The compiler would say that it cannot emit such paths; requiring them is the business of executor/require.ts. */
const TS_EXTENSION_IN_IMPORT = 5097;

const OF_TSLAB = /[\\/]tslab[\\/]/;

export const modernModules: Mend = {
	options(options) {
		options.moduleResolution = ts.ModuleResolutionKind.Bundler;
		options.lib = ["lib.es2023.d.ts"];
		// Those that happen to be installed would only cost time; imports find theirs without it.
		options.types = ["node"];
		// tslab's own types of Node are those of version 18.
		options.typeRoots = [
			...(options.typeRoots ?? []).filter((root) => !OF_TSLAB.test(root)),
			path.join(MODULES, "@types"),
		];
	},
	diagnostics: (found) =>
		found.filter(({ code }) => code !== TS_EXTENSION_IN_IMPORT),
};
