/** State variables of one neuron over time: one panel a variable, stacked over a common time axis. */
import type { DataSource, Figure, FigureWords } from "./figure.js";
import { makeFigure } from "./parts/layout.js";
import { panelAxis, stackPanels } from "./parts/panel-stack.js";
import type { Trace } from "./parts/trace.js";
import { AXIS, type Dash, stateStyle } from "./theme.js";

/** [T] values by variable, those of one's own cells included; `input` is what drives the neuron. Panels come in the order of the keys. */
export type StateValues = Readonly<Record<string, ArrayLike<number>>>;

/** The same variables under another parameter value or stimulus. */
export interface Condition {
	/** What the legend calls it. */
	readonly name: string;
	readonly states: StateValues;
}

export interface StateTracesOptions extends FigureWords {
	/** One condition, or several to compare, told apart by their dashes. */
	readonly traces: StateValues | readonly Condition[];
	readonly dataset?: DataSource;
}

const DASHES: readonly Dash[] = ["solid", "dash", "dot", "dashdot"];

/** @throws if the conditions differ in their variables, or the variables in length */
export function stateTraces(options: StateTracesOptions): Figure {
	const { message, caption, dataset = null } = options;
	const conditions = isComparison(options.traces)
		? options.traces
		: [{ name: "", states: options.traces }];
	if (conditions.length > DASHES.length)
		throw new Error(
			`${conditions.length} conditions in one figure of state traces: compare at most ${DASHES.length}`,
		);
	const variables = Object.keys(conditions[0].states);
	const steps = checkedSteps(conditions, variables);
	const { axes, annotations, plotHeight } = stackPanels(
		variables.map((variable) => {
			const { name, symbol } = stateStyle(variable);
			return {
				heading: name,
				yTitle: `${symbol} (–)`,
				...(isSilent(conditions, variable) ? { range: SILENT } : {}),
			};
		}),
		{ title: AXIS.step, range: [-0.5, steps - 0.5] },
	);
	const data: Trace[] = [];
	for (const [panel, variable] of variables.entries()) {
		const style = stateStyle(variable);
		for (const [k, { name, states }] of conditions.entries())
			data.push({
				type: "scatter",
				mode: "lines",
				name: name || style.name,
				legendgroup: name,
				showlegend: name !== "" && panel === 0,
				yaxis: panelAxis(panel),
				x0: 0,
				dx: 1,
				y: Array.from(states[variable] ?? []),
				line: {
					color: style.color,
					dash: DASHES[k],
					width: k === 0 ? 1.8 : 1.5,
					// what comes in and goes out does so at single steps
					shape: style.filled ? "hvh" : "linear",
					simplify: false,
				},
				...(style.filled && conditions.length === 1
					? { fill: "tozeroy", fillcolor: `${style.color}33` }
					: {}),
			} as Trace);
	}
	return makeFigure({
		message,
		caption,
		dataset,
		data,
		axes,
		annotations,
		plotHeight,
		layout: { hovermode: "x unified" },
	});
}

/** The y axis of a variable that is zero throughout, which would have no scale of its own. */
const SILENT = [-0.05, 1] as const;

function isSilent(conditions: readonly Condition[], variable: string): boolean {
	return conditions.every(({ states }) =>
		Array.from(states[variable] ?? []).every((value) => value === 0),
	);
}

function isComparison(
	traces: StateTracesOptions["traces"],
): traces is readonly Condition[] {
	return Array.isArray(traces);
}

/** T, the same for all variables of all conditions. */
function checkedSteps(
	conditions: readonly Condition[],
	variables: readonly string[],
): number {
	if (variables.length === 0)
		throw new Error("state traces of no variable: give at least one");
	const steps = conditions[0].states[variables[0]]?.length ?? 0;
	for (const { name, states } of conditions)
		for (const variable of variables)
			if (states[variable]?.length !== steps)
				throw new Error(
					`${name ? `condition "${name}": ` : ""}${variable} has ${states[variable]?.length ?? "no"} values, expected ${steps} as ${variables[0]} has`,
				);
	return steps;
}
