/** Which form of output a value takes: a figure, a table, or a card of a few lines. */
import { inspect } from "node:util";
import type { Figure } from "../plots/figure.js";
import type { Table } from "../plots/tables/table.js";
import type { Card } from "./card.js";
import { isNetwork, networkTable } from "./network.js";
import { isRecords, recordsTable } from "./records.js";
import { isRunRecord, isTrainedRun, runTable } from "./run.js";
import { isSpikeMatrix, isSpikeTrain, spikesCard } from "./spikes.js";
import {
	isNumberArray,
	isParameter,
	isTensor,
	numberArrayCard,
	parameterCard,
	tensorCard,
} from "./tensor.js";

/** The form of a value; plain text, as the console would print it, for whatever has no other. */
export type View = Figure | Table | Card | string;

export function viewOf(value: unknown): View {
	if (isView(value)) return value;
	if (isTensor(value)) return tensorCard(value);
	if (isNumberArray(value)) return numberArrayCard(value);
	if (isParameter(value)) return parameterCard(value);
	if (isSpikeTrain(value) || isSpikeMatrix(value)) return spikesCard(value);
	if (isNetwork(value)) return networkTable(value);
	if (isTrainedRun(value)) return runTable(value.record);
	if (isRunRecord(value)) return runTable(value);
	if (isRecords(value)) return recordsTable(value);
	return inspect(value);
}

function isView(value: unknown): value is View {
	if (typeof value === "string") return true;
	const { kind, message, headings, data, facts } = (value ?? {}) as Record<
		string,
		unknown
	>;
	return (
		(kind === "table" && typeof message === "string" && !!headings) ||
		(kind === "figure" && typeof message === "string" && !!data) ||
		(kind === "card" && Array.isArray(facts))
	);
}
