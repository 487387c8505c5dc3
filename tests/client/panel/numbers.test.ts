/** Counts, sizes and shares as they are written. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { bytesText, countText, percentText, share } from "../../../client/webview/table/numbers";

test("counts have their thousands separated", () => {
  assert.equal(countText(501770, "en"), "501,770");
  assert.equal(countText("64·units + 64", "en"), "64·units + 64");
  assert.equal(countText(null, "en"), "?");
});

test("bytes are in the units that Keras prints", () => {
  assert.equal(bytesText(0), "0 B");
  assert.equal(bytesText(512), "512 B");
  assert.equal(bytesText(4 * 501_898), "1.91 MB");
  assert.equal(bytesText(5 * 1024 ** 4), "5.00 TB");
  assert.equal(bytesText("4·units"), "4·units");
});

test("a share needs two numbers", () => {
  assert.equal(share(1, 4), 0.25);
  assert.equal(share(0, 0), undefined);
  assert.equal(share("n", 4), undefined);
  assert.equal(percentText(0.2512, "en"), "25.1%");
});
