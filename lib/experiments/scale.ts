/** How much work a run does: "smoke" in seconds, "quick" in minutes, "paper" the full protocol. */

export const SCALES = ["smoke", "quick", "paper"] as const;
export type Scale = (typeof SCALES)[number];

/**
 * The scale named by the environment variable SRC_SCALE; "quick" without it.
 * @throws if it names none.
 */
export function currentScale(): Scale {
	return parseScale(process.env.SRC_SCALE ?? "quick");
}

/** @throws if `text` is not a scale. */
export function parseScale(text: string): Scale {
	const scale = SCALES.find((known) => known === text);
	if (!scale)
		throw new Error(
			`unknown scale "${text}": choose one of ${SCALES.join(", ")}`,
		);
	return scale;
}
