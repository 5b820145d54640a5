/** Before the first paint: the theme that the reader chose, else the system's. */
window.pageTheme = (() => {
	const root = document.documentElement;
	const system = matchMedia("(prefers-color-scheme: dark)");
	const listeners = [];

	/** The browser may keep nothing for pages from file://. */
	function kept() {
		try {
			return localStorage.getItem("theme");
		} catch {
			return null;
		}
	}

	function choose(choice) {
		root.dataset.theme = choice;
		try {
			localStorage.setItem("theme", choice);
		} catch {}
		notify();
	}

	function notify() {
		for (const listener of listeners) listener();
	}

	root.dataset.theme = kept() ?? "system";
	system.addEventListener("change", notify);

	return {
		choose,
		choice: () => root.dataset.theme,
		isDark: () =>
			root.dataset.theme === "system"
				? system.matches
				: root.dataset.theme === "dark",
		onChange: (listener) => listeners.push(listener),
	};
})();
