/** Whether an engine computes the cells that a plan names: asked before the first batch. */
import type { Engine } from "../engine/engine.js";
import type { TrainingPlan } from "./plan.js";

/**
 * @param run what the error calls the training
 * @throws if the engine lacks a cell of the plan, or if just one of them has cells of one's own: the run would have the id of another
 */
export function requireCells(
	{ experiment, network, ownCell }: TrainingPlan,
	{ name, cells }: Engine,
	run: string = experiment,
): void {
	if (cells === "own") {
		if (ownCell !== undefined) return;
		throw new Error(
			`${run}: the engine ${name} was opened with createCell, and the plan does not say so: give it ownCell, the name of the cell, or its runs have the ids of the library's`,
		);
	}
	if (ownCell !== undefined)
		throw new Error(
			`${run}: ownCell is "${ownCell}", and the engine ${name} computes the library's cells: train it with openTensorflowEngine({ createCell }), or leave ownCell out`,
		);
	const lacking = network.layers.find(({ cell }) => !cells?.includes(cell));
	if (cells && lacking)
		throw new Error(
			`${run}: the engine ${name} has no "${lacking.cell}" cell, only ${cells.join(", ")}: train it in a notebook or script with openTensorflowEngine() and trainHere`,
		);
}
