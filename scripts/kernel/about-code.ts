/** What front ends ask about code that is not run: completion, documentation, whether it is complete. */
import { toCodePoints, toUnits } from "./code-points.js";
import { PROCESS_ENDED } from "./errors.js";
import type { Questions } from "./questions.js";
import type { Message } from "./wire.js";

/** Content of the reply to an is_complete_, complete_ or inspect_request. */
export async function aboutCode(
	{ header, content }: Message,
	questions: Questions,
): Promise<object> {
	const { code, cursor_pos = 0 } = content;
	const { msg_id: id, msg_type } = header;
	const answer = (await (msg_type === "is_complete_request"
		? questions.ask({ type: "is-complete", id, code })
		: questions.ask({
				type: msg_type === "complete_request" ? "complete" : "inspect",
				id,
				code,
				position: toUnits(code, cursor_pos),
			}))) as { cursor_start?: number; cursor_end?: number } | undefined;
	if (!answer) return { status: "error", ...PROCESS_ENDED };
	if (answer.cursor_start === undefined || answer.cursor_end === undefined)
		return answer;
	return {
		...answer,
		cursor_start: toCodePoints(code, answer.cursor_start),
		cursor_end: toCodePoints(code, answer.cursor_end),
	};
}
