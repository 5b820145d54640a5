/** What the executor has been asked and has not answered yet. */
import type { Request } from "./messages.js";

export class Questions {
	readonly #send: (request: Request) => void;
	readonly #waiting = new Map<string, (content: object | undefined) => void>();

	/** @param send hands a request to the executor */
	constructor(send: (request: Request) => void) {
		this.#send = send;
	}

	/** Resolves with the answer; with undefined if the executor ends before. */
	ask(
		question: Request & { readonly id: string },
	): Promise<object | undefined> {
		return new Promise((resolve) => {
			this.#waiting.set(question.id, resolve);
			this.#send(question);
		});
	}

	answer(id: string, content: object): void {
		this.#waiting.get(id)?.(content);
		this.#waiting.delete(id);
	}

	/** None of them will be answered. */
	abandon(): void {
		for (const answer of this.#waiting.values()) answer(undefined);
		this.#waiting.clear();
	}
}
