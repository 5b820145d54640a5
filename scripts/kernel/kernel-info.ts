/** What the kernel says of itself and its language. */
import { PROTOCOL_VERSION } from "./wire.js";

const { version } = require("spiking-recurrent-cell/package.json");
const { version: tslab } = require("tslab/package.json");
const {
	version: typescript,
} = require("@tslab/typescript-for-tslab/package.json");

/** Jupyter also writes it into notebooks on saving. */
export const LANGUAGE_INFO = {
	name: "typescript",
	version: String(typescript),
	mimetype: "text/typescript",
	file_extension: ".ts",
	pygments_lexer: "typescript",
	// The classic notebook highlights by name and flag, JupyterLab by mode.
	codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
} as const;

/** Content of a kernel_info_reply. */
export function kernelInfo(): object {
	return {
		status: "ok",
		protocol_version: PROTOCOL_VERSION,
		implementation: "src-typescript",
		implementation_version: version,
		language_info: LANGUAGE_INFO,
		banner: `TypeScript ${typescript} (tslab ${tslab}) on Node ${process.version}, with spiking-recurrent-cell ${version}`,
		help_links: [
			{
				text: "TypeScript",
				url: "https://www.typescriptlang.org/docs/",
			},
		],
	};
}
