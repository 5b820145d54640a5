/** A value in a few words and a block of fixed-width text: what tensors, arrays and spike trains look like as the output of a cell. */
import { escapeHtml } from "../plots/parts/pseudo-html.js";

export interface Card {
	readonly kind: "card";
	/** What it is: "tensor [220, 100] float32". */
	readonly title: string;
	/** What is worth knowing of it; each a phrase. */
	readonly facts: readonly string[];
	/** Lines of fixed-width text; may be empty. */
	readonly block: string;
	/** What the block shows, where it is a picture made of characters and not text to be read. */
	readonly picture?: string;
}

export function cardText(card: Card): string {
	const head = headOf(card);
	return card.block ? `${head}\n${card.block}` : head;
}

/** Needs no style sheet, and takes the colours of its page. */
export function cardHtml(card: Card): string {
	const facts = card.facts.map(escapeHtml).join(", ");
	const head = `<p><strong>${escapeHtml(card.title)}</strong>${facts && `: ${facts}`}</p>`;
	if (!card.block) return `<div>${head}</div>`;
	const role =
		card.picture === undefined
			? ""
			: ` role="img" aria-label="${escapeHtml(card.picture)}"`;
	return `<div>${head}<pre${role} style="line-height:1.15">${escapeHtml(card.block)}</pre></div>`;
}

function headOf({ title, facts }: Card): string {
	return [title, facts.join(", ")].filter(Boolean).join(": ");
}
