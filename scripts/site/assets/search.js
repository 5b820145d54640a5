/** The search of the site: a dialog, opened by its button or by "/", whose index loads with the first opening. */
(() => {
	const SHOWN = 20;
	const dialog = document.getElementById("page-search");
	const words = document.getElementById("page-search-words");
	const count = document.getElementById("page-search-count");
	const results = document.getElementById("page-search-results");
	let index;

	/** The index; a script, because pages from file:// may fetch nothing. */
	function loaded() {
		index ??= new Promise((resolve, reject) => {
			const script = document.createElement("script");
			script.src = "assets/search-index.js";
			script.onload = () => resolve(window.siteSearch);
			script.onerror = () => reject(new Error("the index did not load"));
			document.head.append(script);
		});
		return index;
	}

	function open() {
		if (dialog.open) return;
		dialog.showModal();
		words.select();
		loaded();
	}

	function resultItem({ id, title, page, excerpt }) {
		const item = document.createElement("li");
		const link = document.createElement("a");
		link.href = id;
		link.textContent = title;
		const where = document.createElement("small");
		where.textContent = page === title ? excerpt : `${page}: ${excerpt}`;
		item.append(link, where);
		return item;
	}

	async function show() {
		const search = await loaded();
		const found = words.value.trim()
			? search.search(words.value, {
					prefix: true,
					fuzzy: 0.15,
					combineWith: "AND",
					boost: { title: 4, page: 2 },
				})
			: [];
		results.replaceChildren(...found.slice(0, SHOWN).map(resultItem));
		count.textContent = words.value.trim()
			? `${found.length} ${found.length === 1 ? "place" : "places"} found${found.length > SHOWN ? `, the best ${SHOWN} shown` : ""}`
			: "";
	}

	document.getElementById("page-search-open").addEventListener("click", open);
	words.addEventListener("input", show);
	document.addEventListener("keydown", (event) => {
		const typing = event.target.closest("input, select, textarea");
		if (event.key === "/" && !typing) {
			event.preventDefault();
			open();
		}
	});
	// Arrows move between the words and the results; Enter follows the first of them.
	dialog.addEventListener("keydown", (event) => {
		const stops = [words, ...results.querySelectorAll("a")];
		const place = stops.indexOf(document.activeElement);
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step && place >= 0) {
			event.preventDefault();
			stops[place + step]?.focus();
		} else if (event.key === "Enter" && place === 0) {
			event.preventDefault();
			stops[1]?.click();
		}
	});
	// A result on the same page opens no other page.
	results.addEventListener("click", () => dialog.close());
})();
