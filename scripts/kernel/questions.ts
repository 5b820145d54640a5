/** What the executor has been asked and has not answered yet. */
export class Questions {
	readonly #waiting = new Map<string, (content: object | undefined) => void>();

	/** Resolves with the answer; with undefined if the executor ends before. */
	ask(id: string): Promise<object | undefined> {
		return new Promise((resolve) => {
			this.#waiting.set(id, resolve);
		});
	}

	answer(id: string, content: object | undefined): void {
		this.#waiting.get(id)?.(content);
		this.#waiting.delete(id);
	}

	/** None of them will be answered. */
	abandon(): void {
		for (const answer of this.#waiting.values()) answer(undefined);
		this.#waiting.clear();
	}
}
