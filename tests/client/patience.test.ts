/** Waiting for what may never come. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { within } from "../../client/src/patience";

const LONG = 10_000;

test("what comes in time is given, and so is its failure", async () => {
  assert.equal(await within(LONG, Promise.resolve(3), "late"), 3);
  await assert.rejects(within(LONG, Promise.reject(new Error("failed")), "late"), /failed/);
});

test("what does not come is complained of", async () => {
  await assert.rejects(within(1, new Promise(() => undefined), "late"), /late/);
});

test("what fails later disturbs nobody", async () => {
  let fail: (error: Error) => void = () => undefined;
  const work = new Promise<never>((_, reject) => {
    fail = reject;
  });
  await assert.rejects(within(1, work, "late"), /late/);
  fail(new Error("failed"));
  await new Promise((resolve) => setImmediate(resolve));
});
