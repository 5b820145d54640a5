/** A notebook that could not be run to its end. */
import type { Notebook } from "./nbformat.js";

export class NotebookFailure extends Error {
	override readonly name = "NotebookFailure";

	/**
	 * @param message where it happened (script and line, cell, line in the cell), what happened, and the line of source
	 * @param cell the cell's number as Jupyter shows it: code cells, counted from 1
	 * @param notebook the notebook with the outputs up to there, the error being the last one
	 */
	constructor(
		message: string,
		readonly cell: number,
		readonly notebook: Notebook,
	) {
		super(message);
	}
}
