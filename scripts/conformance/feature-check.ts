/** Finds out whether features work in a kernel, in a folder that has what they import. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import type { Kernelspec } from "../notebooks/kernelspec.js";
import { joined, type Output } from "../notebooks/nbformat.js";
import type { Feature } from "./features.js";
import { type CellResult, ProtocolClient } from "./protocol-client.js";

const FILES: Readonly<Record<string, string>> = {
	"notebooks/here.ts": 'export const here: string = "own folder";\n',
	"lib/there.ts":
		'import { helper } from "./helper.js";\nexport const there: string = helper("folder");\n',
	"lib/helper.ts":
		'export function helper(what: string): string {\n\treturn "another " + what;\n}\n',
	"lib/changing.ts": 'export const version: string = "old";\n',
	"node_modules/esm-only/package.json":
		'{ "name": "esm-only", "version": "1.0.0", "type": "module", "exports": { ".": { "types": "./types/index.d.ts", "import": "./index.js" } } }',
	"node_modules/esm-only/index.js": "export const twice = (x) => 2 * x;\n",
	"node_modules/esm-only/types/index.d.ts":
		"export declare function twice(x: number): number;\n",
	"node_modules/new-types/package.json":
		'{ "name": "new-types", "version": "1.0.0", "main": "index.js", "types": "index.d.ts" }',
	"node_modules/new-types/index.js": "exports.weights = new Float32Array(2);\n",
	"node_modules/new-types/index.d.ts":
		"export declare const weights: Float32Array<ArrayBuffer>;\n",
	"node_modules/late-esm/package.json":
		'{ "name": "late-esm", "version": "1.0.0", "type": "module", "exports": "./index.js", "types": "./index.d.ts" }',
	"node_modules/late-esm/index.js":
		"export const late = await Promise.resolve(1);\n",
	"node_modules/late-esm/index.d.ts": "export declare const late: number;\n",
};

/** Milliseconds for a cell that names no limit: a busy machine compiles for seconds. */
const LIMIT = 60_000;

/** What a kernel needs. */
export interface Patience {
	/** Seconds between a reply and its "idle"; it may be lost. */
	readonly idleAfterReply: number;
	/** Milliseconds after a failure in which further cells are aborted. */
	readonly afterFailure: number;
}

export class FeatureCheck {
	readonly #root = mkdtempSync(path.join(tmpdir(), "features-"));
	readonly #spec: Omit<Kernelspec, "interrupt_mode">;
	readonly #patience: Patience;
	#client: ProtocolClient | undefined;

	constructor(
		spec: Omit<Kernelspec, "interrupt_mode">,
		patience: Patience = { idleAfterReply: 10, afterFailure: 0 },
	) {
		this.#spec = spec;
		this.#patience = patience;
		for (const [file, content] of Object.entries(FILES)) {
			const place = path.join(this.#root, file);
			mkdirSync(path.dirname(place), { recursive: true });
			writeFileSync(place, content);
		}
	}

	/** Why the feature does not work, or undefined if it does. */
	async complaintOf(feature: Feature): Promise<string | undefined> {
		const { cells, shows, fails, interrupt, limit = LIMIT } = feature;
		try {
			const client = await this.#started();
			for (const [k, code] of cells.entries()) {
				const pending = client.begin(code, limit / 1000);
				const interrupted = interrupt !== undefined && k === cells.length - 2;
				if (interrupted) {
					await sleep(interrupt);
					await client.interrupt();
				}
				const result = await pending.answer;
				if (result.status !== "ok") await sleep(this.#patience.afterFailure);
				if (k === cells.length - 1) return complaint(result, shows, fails);
				if (!interrupted && result.status !== "ok")
					return `cell ${k + 1}: ${textOf(result)}`;
			}
			return "there is no cell";
		} catch (error) {
			await this.close();
			return error instanceof Error ? error.message : String(error);
		}
	}

	async close(): Promise<void> {
		await this.#client?.stop();
		this.#client = undefined;
	}

	async remove(): Promise<void> {
		await this.close();
		rmSync(this.#root, { recursive: true, force: true });
	}

	async #started(): Promise<ProtocolClient> {
		if (this.#client) return this.#client;
		const client = new ProtocolClient(this.#patience.idleAfterReply);
		this.#client = client;
		const folder = path.join(this.#root, "notebooks");
		await client.start(this.#spec, folder, process.env);
		return client;
	}
}

function complaint(
	result: CellResult,
	shows: Feature["shows"],
	fails: RegExp | undefined,
): string | undefined {
	const text = textOf(result);
	const good = fails
		? result.status === "error" && fails.test(text)
		: result.status === "ok" &&
			(shows instanceof RegExp
				? shows.test(text)
				: shows?.(text, result.outputs));
	return good ? undefined : `${result.status}: ${text.slice(0, 500)}`;
}

/** All that a cell shows, as plain text. */
function textOf({ outputs }: CellResult): string {
	return stripVTControlCharacters(outputs.map(outputText).join("")).trim();
}

function outputText(output: Output): string {
	if (output.output_type === "stream") return joined(output.text);
	if (output.output_type === "error")
		return `${output.ename} ${output.evalue}\n${output.traceback.join("\n")}`;
	return String(output.data["text/plain"] ?? "");
}
