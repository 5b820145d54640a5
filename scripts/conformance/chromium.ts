/** How headless Chromium is started in the conformance checks. */

/** `CHROMIUM` names another than Debian's. */
export const CHROMIUM: string = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** For a container without a graphics card, and without requests of the browser's own. */
export const FLAGS: readonly string[] = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];
