/** Table of contents of the mends: what this kernel changes about tslab, one file each. */
import { projectModulesAnywhere } from "./anywhere.js";
import { ignoreExport } from "./export.js";
import { lookForChangedFiles } from "./file-changes.js";
import { allowForAwait } from "./for-await.js";
import { provideImportMeta } from "./import-meta.js";
import { interruptLoopsAndAwaits } from "./interruptible.js";
import { anyLibraryFolder } from "./library-folders.js";
import type { Mend } from "./mend.js";
import { modernModules } from "./modules.js";
import { readParameters } from "./parameters.js";
import { resolveShorthand } from "./shorthand.js";
import { strictOnDemand } from "./strict.js";
import { genericTypedArrays } from "./typed-arrays.js";
import { keepUnderscores } from "./underscores.js";
import { plainVariables } from "./variables.js";

export function createMends(): readonly Mend[] {
	return [
		// the compiler
		modernModules,
		projectModulesAnywhere(),
		anyLibraryFolder,
		lookForChangedFiles(),
		strictOnDemand(),
		keepUnderscores,
		genericTypedArrays,
		// the cell before it is compiled
		readParameters,
		ignoreExport,
		// the JavaScript before it runs
		allowForAwait,
		plainVariables,
		resolveShorthand,
		provideImportMeta,
		interruptLoopsAndAwaits,
	];
}
