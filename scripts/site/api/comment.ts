/** Documentation comments → Markdown. */

/** The words of a `/** … *​/` comment, without its stars. */
export function commentText(comment: string): string {
	return comment
		.replace(/^\/\*\*[ \t]?|\s*\*\/$/g, "")
		.split("\n")
		.map((line) => line.replace(/^\s*\* ?/, ""))
		.join("\n")
		.trim();
}

const TAG = /^@(\w+)\s+([\s\S]*)$/;

/** The words with their tags (`@param`, `@returns`, `@throws`) as a list below them. */
export function commentMarkdown(comment: string): string {
	const [words, ...tags] = commentText(comment).split(/\n?(?=^@\w+\s)/m);
	const described = TAG.test(words) ? "" : words.trim();
	const items = (described === words.trim() ? tags : [words, ...tags]).map(
		(part) => {
			const [, tag, text] = TAG.exec(part.trim()) ?? ["", "", part];
			return `- ${tagMarkdown(tag, text.replace(/\s*\n\s*/g, " "))}`;
		},
	);
	return [described, items.join("\n")].filter(Boolean).join("\n\n");
}

function tagMarkdown(tag: string, text: string): string {
	if (tag !== "param") return `*${tag}* ${text}`;
	const [name, ...rest] = text.split(" ");
	return `*parameter* \`${name}\` ${rest.join(" ")}`;
}
