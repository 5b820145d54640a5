/** Executes the notebooks in the real kernel over the Jupyter protocol: `node build/scripts/conformance/protocol.js [NAME …] [--scale S]`. */
import path from "node:path";
import { executeNotebook } from "../notebooks/execute.js";
import { kernelspec } from "../notebooks/kernelspec.js";
import { joined, type Output } from "../notebooks/nbformat.js";
import { readScript } from "../notebooks/read.js";
import { complaintsAbout } from "./compare.js";
import { type CellResult, ProtocolClient } from "./protocol-client.js";
import { type ConformanceOptions, conform } from "./run.js";

/** Seconds the kernel may take for one cell. */
const TIMEOUT = 300;

/** Complaints about a notebook as the real kernel ran it. */
export async function conformsInKernel(
	script: string,
	{ scale }: ConformanceOptions,
): Promise<string[]> {
	const options = { scale, timeout: TIMEOUT };
	const { notebook } = await executeNotebook(script, options);
	const sources = readScript(script)
		.filter(({ kind }) => kind === "code")
		.map(({ source }) => source);
	const outputs: Output[][] = [];
	const client = new ProtocolClient();
	try {
		await client.start(kernelspec(), path.dirname(path.resolve(script)), {
			...process.env,
			SRC_SCALE: scale,
		});
		for (const source of sources) {
			const result = await client.execute(source, TIMEOUT);
			if (result.status !== "ok")
				throw new Error(
					`the kernel replied "${result.status}": ${textOf(result)}`,
				);
			outputs.push(result.outputs);
		}
	} catch (error) {
		return [
			`cell [${outputs.length + 1}]: ${error instanceof Error ? error.message : error}`,
		];
	} finally {
		await client.stop();
	}
	return complaintsAbout(outputs, notebook);
}

function textOf({ outputs }: CellResult): string {
	return outputs
		.map((output) =>
			output.output_type === "stream" ? joined(output.text) : "",
		)
		.join("")
		.trim();
}

if (require.main === module) void conform("the real kernel", conformsInKernel);
