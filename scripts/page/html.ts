/** HTML from text, and foreign HTML made safe: nothing in a page may run or fetch anything that is not its own. */
import { JSDOM } from "jsdom";

const ESCAPES: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

/** `text` for use between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

/** `value` as JSON that can stand inside a <script> element. */
export function jsonForScript(value: unknown): string {
	return JSON.stringify(value).replace(/</g, "\\u003c");
}

const FORBIDDEN_ELEMENTS =
	"script, noscript, iframe, frame, object, embed, link, meta, base, form, audio, video, source";
const URL_ATTRIBUTES = ["src", "srcset", "href", "xlink:href", "poster"];
const FOREIGN_CSS =
	/@import[^;]*;?|url\(\s*(?!["']?(?:data:|#))[^)]*\)|expression\([^)]*\)/gi;

/** The same HTML without scripts, event handlers and anything that loads from elsewhere; links stay. */
export function sanitise(html: string): string {
	const template = JSDOM.fragment("<template></template>")
		.firstElementChild as HTMLTemplateElement;
	template.innerHTML = html;
	for (const element of template.content.querySelectorAll(FORBIDDEN_ELEMENTS))
		element.remove();
	for (const element of template.content.querySelectorAll("*")) {
		for (const { name, value } of [...element.attributes])
			if (!isHarmless(element, name, value)) element.removeAttribute(name);
		const style = element.getAttribute("style");
		if (style) element.setAttribute("style", style.replace(FOREIGN_CSS, ""));
		if (element.localName === "style")
			element.textContent = (element.textContent ?? "").replace(
				FOREIGN_CSS,
				"",
			);
	}
	return template.innerHTML;
}

function isHarmless(element: Element, name: string, value: string): boolean {
	if (name.startsWith("on") || name === "background") return false;
	if (!URL_ATTRIBUTES.includes(name)) return true;
	if (element.localName === "a") return !/^\s*(javascript|data):/i.test(value);
	return /^(data:|#)/.test(value);
}
