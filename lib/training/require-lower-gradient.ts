/** Whether an engine passes gradients down as a plan says: asked before the first batch, for the plan decides the run's id. */
import type { Engine } from "../engine/engine.js";
import type { LowerGradient } from "../engine/lower-gradient.js";
import type { TrainingPlan } from "./plan.js";

/** @throws if the plan names another gradient to lower layers than the engine was opened with: the run would have the id of another */
export function requireLowerGradient(
	{ experiment, lowerGradient }: TrainingPlan,
	engine: Engine,
): void {
	const [planned, opened] = [lowerGradient, engine.lowerGradient].map(textOf);
	if (planned !== opened)
		throw new Error(
			`${experiment}: the plan's gradient to lower layers is ${planned}, and that of the engine ${engine.name} is ${opened}: give the plan and openFusedEngine the same lowerGradient, or its runs have the ids of others`,
		);
}

/** "exact" or "sparse 0.99". */
function textOf(lowerGradient: LowerGradient | undefined): string {
	return lowerGradient?.kind === "sparse"
		? `sparse ${lowerGradient.energy}`
		: "exact";
}
