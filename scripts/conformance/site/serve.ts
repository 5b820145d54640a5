/** A plain static host below an address of two folders, for checking that the site needs no other place. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";

const TYPES: Readonly<Record<string, string>> = {
	".html": "text/html; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".png": "image/png",
	".svg": "image/svg+xml",
	".woff2": "font/woff2",
};
const PLACE = "/some/place/";

/** Serves `folder` on a free port of this machine. @returns its address, which ends with "/", and how to stop */
export async function serve(
	folder: string,
): Promise<{ readonly address: string; close(): void }> {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		const file = path.join(folder, pathname.slice(PLACE.length));
		try {
			if (!pathname.startsWith(PLACE)) throw new Error("outside of the site");
			const content = readFileSync(file);
			response.setHeader("Content-Type", TYPES[path.extname(file)] ?? "");
			response.end(content);
		} catch {
			response.statusCode = 404;
			response.end();
		}
	});
	await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
	const { port } = server.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${port}${PLACE}`,
		close: () => server.close(),
	};
}
