/** Draws each figure when it comes near the window, in the page's colours. */
(() => {
	const { pageTheme, darkPage } = window;
	const figures = [...document.querySelectorAll("figure.figure")];
	/** Figures that are drawn or being drawn, with their promises. */
	const drawn = new Map();
	/** Scripts that were asked for, by address. */
	const loading = new Map();

	function load(source) {
		if (!loading.has(source))
			loading.set(
				source,
				new Promise((resolve, reject) => {
					const script = document.createElement("script");
					script.src = source;
					script.onload = resolve;
					script.onerror = () => reject(new Error(`${source} did not load`));
					document.head.append(script);
				}),
			);
		return loading.get(source);
	}

	/** Plotly, started at the first call: the page opens without waiting for its 5 MB. */
	async function plotly() {
		if (!window.Plotly) {
			const holder = document.getElementById("plotly");
			if (holder.dataset.source) await load(holder.dataset.source);
			else {
				const script = document.createElement("script");
				script.textContent = holder.textContent;
				document.head.append(script);
			}
		}
		return window.Plotly;
	}

	/** What the figure shows: kept in the page, or in a script beside it. */
	async function bundleOf(figure) {
		const inPage = figure.querySelector('script[type="application/json"]');
		if (inPage) return JSON.parse(inPage.textContent);
		const { source } = figure.querySelector("template.data").dataset;
		await load(source);
		return window.pageData[source];
	}

	/** px of a margin above which it holds more than the labels of an axis: names of rows, or values beside them. */
	const ROOMY = 100;

	/** Width in px below which panels side by side or named rows would run into each other; such a figure scrolls instead. */
	function leastWidth(layout) {
		const { l = 0, r = 0 } = layout.margin ?? {};
		const rows = Math.max(l, r) > ROOMY ? l + r + 220 : 0;
		const starts = Object.entries(layout)
			.filter(([name]) => /^xaxis\d*$/.test(name))
			.map(([, axis]) => axis.domain?.[0] ?? 0);
		const panels = new Set(starts).size;
		const wanted = Math.max(rows, panels > 1 ? 300 * panels : 0);
		return Math.min(layout.width ?? 700, wanted);
	}

	/** The layout fitted to the page: its width and, if narrow, less margin and smaller type. */
	function fitted(layout, width) {
		const result = { ...layout, autosize: true, font: { ...layout.font } };
		delete result.width;
		result.paper_bgcolor = "rgba(0, 0, 0, 0)";
		result.plot_bgcolor = "rgba(0, 0, 0, 0)";
		result.font.family = getComputedStyle(
			document.getElementById("page-contents"),
		).fontFamily;
		if (width < 560) {
			result.font.size = 10;
			const { l = 80, r = 80 } = layout.margin ?? {};
			result.margin = {
				...layout.margin,
				l: l > ROOMY ? l : Math.min(l, 56),
				r: r > ROOMY ? r : Math.min(r, 16),
			};
		}
		return result;
	}

	/** Play button and slider of an animation; they go on from where they were when the figure is drawn anew. */
	function bindPlayer(figure, live, frames) {
		const player = figure.querySelector(".player");
		const [button, slider, output] = player.querySelectorAll(
			"button, input, output",
		);
		let timer;

		function go() {
			const { name } = frames[slider.value];
			output.textContent = name;
			slider.setAttribute("aria-valuetext", name);
			window.Plotly.animate(live, [name], {
				mode: "immediate",
				frame: { duration: 0, redraw: true },
				transition: { duration: 0 },
			});
		}

		function pause() {
			clearInterval(timer);
			timer = undefined;
			button.textContent = "Play";
		}

		function play() {
			button.textContent = "Pause";
			if (slider.value === slider.max) slider.value = 0;
			timer = setInterval(() => {
				slider.value = Number(slider.value) + 1;
				go();
				if (slider.value === slider.max) pause();
			}, Number(player.dataset.duration));
		}

		slider.oninput = () => {
			pause();
			go();
		};
		button.onclick = () => (timer === undefined ? play() : pause());
		if (slider.value !== "0") go();
	}

	async function render(figure) {
		const [{ react }, bundle] = await Promise.all([plotly(), bundleOf(figure)]);
		const live = figure.querySelector(".live");
		const { data, frames } = structuredClone(bundle);
		const least = leastWidth(bundle.layout);
		live.style.minWidth = `${least}px`;
		const layout = fitted(bundle.layout, Math.max(figure.clientWidth, least));
		const own = { data, layout, ...(frames ? { frames } : {}) };
		const shown = pageTheme.isDark() ? darkPage.adapted(own) : own;
		await react(live, {
			...shown,
			config: { ...bundle.config, responsive: true, displaylogo: false },
		});
		if (figure.querySelector(".player")) bindPlayer(figure, live, frames);
		figure.classList.add("drawn");
		window.letScroll();
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

	pageTheme.onChange(() => {
		for (const figure of drawn.keys()) drawn.set(figure, render(figure));
	});
	// Paper shows the stills; a figure without one has to be drawn.
	addEventListener("beforeprint", () => {
		for (const figure of figures)
			if (!figure.querySelector(".still")) draw(figure);
	});

	/** Draws every figure now; resolves when all are there. */
	window.drawAllFigures = () => Promise.all(figures.map(draw));
})();
