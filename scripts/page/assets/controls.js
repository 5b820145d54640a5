/** The page's own controls: theme, hidden code, the list of contents on narrow screens; and scrolling by keyboard. */
(() => {
	const theme = document.getElementById("page-theme");
	theme.value = window.pageTheme.choice();
	theme.addEventListener("change", () => window.pageTheme.choose(theme.value));

	const hide = document.getElementById("page-hide-code");
	const applyHiding = () =>
		document.body.classList.toggle("code-hidden", hide.checked);
	if (hide) {
		hide.addEventListener("change", applyHiding);
		applyHiding();
	}

	// On a narrow screen the contents start closed.
	if (innerWidth < 900)
		document.querySelector("#page-contents details").open = false;

	/** What is wider than its place takes the focus, so that arrow keys scroll it; what is not would be a needless stop. */
	window.letScroll = () => {
		for (const box of document.querySelectorAll(
			".scroll, .equation, .canvas, pre.code, pre.text, .html pre",
		)) {
			const scrolls =
				box.scrollWidth > box.clientWidth ||
				box.scrollHeight > box.clientHeight + 1;
			if (scrolls) box.tabIndex = 0;
			else box.removeAttribute("tabindex");
		}
	};
	window.letScroll();
	addEventListener("resize", window.letScroll);
	for (const part of document.querySelectorAll("details"))
		part.addEventListener("toggle", window.letScroll);
})();
