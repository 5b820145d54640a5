/** The filters of the ledger's page. */
(() => {
	const form = document.getElementById("ledger-filters");
	if (!form) return;
	const rows = [...document.querySelectorAll("#ledger-table tbody tr")];
	const count = document.getElementById("ledger-count");

	function apply() {
		const { words, ...choices } = Object.fromEntries(new FormData(form));
		const wanted = words.toLowerCase();
		let shown = 0;
		for (const row of rows) {
			const fits =
				Object.entries(choices).every(
					([name, value]) => value === "" || row.dataset[name] === value,
				) && row.textContent.toLowerCase().includes(wanted);
			row.hidden = !fits;
			if (fits) shown++;
		}
		count.textContent = `${shown} of ${rows.length} entries`;
	}

	form.addEventListener("input", apply);
	form.addEventListener("submit", (event) => event.preventDefault());
	// The browser may have kept what was chosen before.
	apply();

	/** An entry that an address leads to is shown and open. */
	function openTarget() {
		const row = rows.find(({ id }) => `#${id}` === location.hash);
		if (!row) return;
		form.reset();
		apply();
		row.querySelector("details").open = true;
		row.scrollIntoView();
	}
	addEventListener("hashchange", openTarget);
	openTarget();
})();
