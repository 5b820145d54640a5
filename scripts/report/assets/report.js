/** In the report's page: draws each figure when it comes near the window, in the page's colours. */
(() => {
	const dark = matchMedia("(prefers-color-scheme: dark)");
	const figures = [...document.querySelectorAll("figure.figure")];
	/** Figures that are drawn or being drawn, with their promises. */
	const drawn = new Map();

	/** Plotly, started at the first call: the page opens without waiting for its 5 MB. */
	function plotly() {
		if (!window.Plotly) {
			const script = document.createElement("script");
			script.textContent = document.getElementById("plotly").textContent;
			document.head.append(script);
		}
		return window.Plotly;
	}

	/** The layout fitted to the page: its width and, if narrow, less margin and smaller type. */
	function fitted(layout, width) {
		const result = { ...layout, autosize: true, font: { ...layout.font } };
		delete result.width;
		result.paper_bgcolor = "rgba(0, 0, 0, 0)";
		result.plot_bgcolor = "rgba(0, 0, 0, 0)";
		result.font.family = getComputedStyle(
			document.querySelector("nav"),
		).fontFamily;
		if (width < 560) {
			result.font.size = 10;
			result.margin = {
				...layout.margin,
				l: Math.min(layout.margin?.l ?? 80, 56),
				r: Math.min(layout.margin?.r ?? 80, 16),
			};
		}
		return result;
	}

	async function render(figure) {
		const live = figure.querySelector(".live");
		const bundle = JSON.parse(figure.querySelector("script").textContent);
		const layout = fitted(bundle.layout, figure.clientWidth);
		const own = { data: bundle.data, layout };
		const { data, layout: shown } = dark.matches
			? window.darkPage.adapted(own)
			: own;
		await plotly().react(live, data, shown, {
			...bundle.config,
			responsive: true,
			displaylogo: false,
		});
		figure.classList.add("drawn");
	}

	function draw(figure) {
		if (!drawn.has(figure)) drawn.set(figure, render(figure));
		return drawn.get(figure);
	}

	const observer = new IntersectionObserver(
		(entries) => {
			for (const { isIntersecting, target } of entries)
				if (isIntersecting) {
					observer.unobserve(target);
					draw(target);
				}
		},
		{ rootMargin: "800px 0px" },
	);
	for (const figure of figures) observer.observe(figure);

	dark.addEventListener("change", () => {
		for (const figure of drawn.keys()) drawn.set(figure, render(figure));
	});
	// Paper shows the stills; a figure without one has to be drawn.
	addEventListener("beforeprint", () => {
		for (const figure of figures)
			if (!figure.querySelector(".still")) draw(figure);
	});

	// On a narrow screen the contents start closed.
	if (innerWidth < 900) document.querySelector("nav details").open = false;

	/** Draws every figure now; resolves when all are there. */
	window.drawAllFigures = () => Promise.all(figures.map(draw));
})();
