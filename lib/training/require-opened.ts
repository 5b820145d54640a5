/** Whether an engine is open, and not a promise of one. */
import type { Engine } from "../engine/engine.js";

/** @throws if the engine is a promise, which only a missing type check lets through */
export function requireOpened(engine: Engine | PromiseLike<Engine>): void {
	if ("then" in engine)
		throw new Error(
			"engine is a Promise of an engine: await what opens it, as in await openTensorflowEngine()",
		);
}
