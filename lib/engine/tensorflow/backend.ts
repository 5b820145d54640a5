/** Which TensorFlow.js backend computes: opens the best one that this machine has, and says which and why. */
import util from "node:util";
import {
	backend,
	enableProdMode,
	env,
	getBackend,
	getGradient,
	ready,
	registerGradient,
	setBackend,
} from "@tensorflow/tfjs-core";
import { matMulGradient } from "./matmul-gradient.js";
import { installWasmUnpack } from "./wasm-unpack.js";

/** From the fastest to the last resort. */
export const BACKENDS = ["tfjs-node", "wasm", "cpu"] as const;
export type BackendName = (typeof BACKENDS)[number];

/** Overrides the automatic choice. */
const BACKEND_VARIABLE = "SRC_TF_BACKEND";

export interface Backend {
	readonly choice: BackendName;
	/** What tables and records say, e.g. "tfjs-node (libtensorflow 2.9.1)" or "wasm (SIMD)". */
	readonly name: string;
	/** Why faster backends were passed over; empty when the fastest runs or this one was asked for. */
	readonly notice: string;
}

/** TensorFlow.js keeps one current backend for the whole process, and so does this module. */
let current: Backend | undefined;

/**
 * Makes a backend the one on which this process computes, and returns which it is. Without a choice: the one that is
 * open already, else the one named by SRC_TF_BACKEND, else the first of `BACKENDS` that can be loaded.
 *
 * @throws if the chosen backend is unknown or cannot be loaded.
 */
export function openBackend(choice?: BackendName): Promise<Backend> {
	return inTurn(() => opened(choice));
}

/** Computes on a backend, between whose opening and the work no other is opened. @throws as `openBackend`, and what the work throws */
export function computeOn<T>(choice: BackendName, work: () => T): Promise<T> {
	return inTurn(async () => {
		await opened(choice);
		return work();
	});
}

/** Settles when what was begun before is over. */
let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const turn = last.then(work);
	last = turn.catch(() => undefined);
	return turn;
}

async function opened(choice: BackendName | undefined): Promise<Backend> {
	if (choice === undefined && current) return current;
	const asked = choice ?? process.env[BACKEND_VARIABLE];
	current = asked ? await open(validated(asked), "") : await openBest();
	return current;
}

async function openBest(): Promise<Backend> {
	const passedOver: string[] = [];
	for (const candidate of BACKENDS) {
		try {
			return await open(candidate, passedOver.join("; "));
		} catch (error) {
			passedOver.push((error as Error).message);
		}
	}
	throw new Error(passedOver.join("; "));
}

function validated(name: string): BackendName {
	const known = BACKENDS.find((backend) => backend === name);
	if (known) return known;
	throw new Error(
		`unknown TensorFlow.js backend "${name}": choose one of ${BACKENDS.join(", ")} (environment variable ${BACKEND_VARIABLE})`,
	);
}

async function open(choice: BackendName, notice: string): Promise<Backend> {
	prepare();
	try {
		return { choice, name: await OPENERS[choice](), notice };
	} catch (error) {
		throw new Error(
			`${choice} cannot be loaded: ${reason(error as NodeJS.ErrnoException)}`,
		);
	}
}

let prepared = false;

/** What all backends need, once. */
function prepare(): void {
	if (prepared) return;
	// Silences the advice that TensorFlow.js prints to the console.
	enableProdMode();
	// The union package brings the gradients and the chained methods (`x.sub(y)`), which tfjs-core leaves out.
	require("@tensorflow/tfjs");
	registerGradient(matMulGradient(getGradient("BatchMatMul")));
	prepared = true;
}

/** Why loading failed, in a few words and without the paths of this machine. */
function reason({ code, message }: NodeJS.ErrnoException): string {
	if (code === "MODULE_NOT_FOUND") return "it is not installed";
	if (code === "ERR_DLOPEN_FAILED" || message.includes("tfjs_binding.node")) {
		return "its native library is missing (npm rebuild @tensorflow/tfjs-node downloads it)";
	}
	return message;
}

/** Each loads a backend, makes it current and returns its name with details; `require` takes half the time of `import()`. */
const OPENERS: Readonly<Record<BackendName, () => Promise<string>>> = {
	"tfjs-node": async () => {
		// libtensorflow prints its instruction sets at level 0; it reads this variable when it is loaded.
		process.env.TF_CPP_MIN_LOG_LEVEL ??= "1";
		// tfjs-node 4.22.0 calls a function of Node that warns since Node 22 and is gone since Node 23.
		Object.assign(util, {
			isNullOrUndefined: (value: unknown) =>
				value === null || value === undefined,
		});
		require("@tensorflow/tfjs-node");
		await use("tensorflow");
		const { binding } = backend() as unknown as {
			binding: { TF_Version: string };
		};
		return `tfjs-node (libtensorflow ${binding.TF_Version})`;
	},
	wasm: async () => {
		require("@tensorflow/tfjs-backend-wasm");
		await use("wasm");
		installWasmUnpack();
		return (await env().getAsync("WASM_HAS_SIMD_SUPPORT"))
			? "wasm (SIMD)"
			: "wasm (no SIMD)";
	},
	cpu: async () => {
		require("@tensorflow/tfjs-backend-cpu");
		await use("cpu");
		return "cpu (plain JavaScript)";
	},
};

async function use(registered: string): Promise<void> {
	if (getBackend() !== registered && !(await setBackend(registered))) {
		throw new Error(`"${registered}" does not start`);
	}
	await ready();
}
