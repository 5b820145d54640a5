import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { FeatureCheck } from "../../scripts/conformance/feature-check.js";
import { FEATURES } from "../../scripts/conformance/features.js";
import {
	SUPPORT,
	supportTable,
} from "../../scripts/conformance/features-table.js";
import { kernelspec } from "../../scripts/notebooks/kernelspec.js";

const kernel = new FeatureCheck(kernelspec());
after(() => kernel.remove());

// That something still does not work is a matter of npm run conformance:features.
for (const feature of Object.values(FEATURES).flat())
	if (feature.ours)
		test(`works in a cell: ${feature.title}`, async () => {
			assert.equal(await kernel.complaintOf(feature), undefined);
		});

test("SUPPORT.md holds the table of what works", () => {
	assert.ok(readFileSync(SUPPORT, "utf8").includes(supportTable()));
});
