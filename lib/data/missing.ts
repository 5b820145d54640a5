/** Files of a data set that are not there at all; damaged ones are plain errors. */
export class MissingDataError extends Error {
	override readonly name: string = "MissingDataError";
}
