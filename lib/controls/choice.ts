/** One of several things, chosen from a list. */
import { Control } from "./control.js";

/**
 * @param options what can be chosen, as the list shows it; the first one at first unless `value` says otherwise
 * @throws if there is nothing to choose from, or the value is none of the options
 */
export function choice<Option extends string>(
	label: string,
	options: readonly Option[],
	value: Option = options[0],
): Control<Option> {
	if (!options.includes(value))
		throw new Error(
			`choice "${label}" cannot be "${value}": ${options.length ? `choose from ${options.join(", ")}` : "give at least one option"}`,
		);
	const kind = {
		widget: "Dropdown",
		label,
		state: (now: Option) => ({
			_options_labels: options,
			index: options.indexOf(now),
		}),
		read: ({ index }: Readonly<Record<string, unknown>>) =>
			typeof index === "number" ? options[index] : undefined,
		words: (now: Option) => `${label}: ${now} (one of ${options.join(", ")})`,
	};
	return new Control(kind, value);
}
