/** When a server that has ended is started again. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Restarts } from "../../client/src/restarts";

const MINUTE = 60 * 1000;

let now = 0;
let restarts: Restarts;

beforeEach(() => {
  now = 0;
  restarts = new Restarts(() => now);
});

/** It ends, and comes up again if it may. */
function end(): boolean {
  const comesAgain = restarts.ended();
  if (comesAgain) {
    restarts.begun();
  }
  return comesAgain;
}

test("one that never came up is not tried again", () => {
  assert.equal(restarts.ended(), false);
  assert.equal(restarts.isUnderWay, false);
});

test("one that ran is, and is on its way until it runs", () => {
  restarts.begun();
  assert.equal(restarts.ended(), true);
  assert.equal(restarts.isUnderWay, true);
  restarts.begun();
  assert.equal(restarts.isUnderWay, false);
});

test("one that does not come up again is given up", () => {
  restarts.begun();
  assert.equal(restarts.ended(), true);
  assert.equal(restarts.ended(), false);
  assert.equal(restarts.isUnderWay, false);
});

test("one that ends again and again is given up", () => {
  restarts.begun();
  assert.deepEqual([end(), end(), end(), end(), end()], [true, true, true, true, false]);
});

test("one that ends now and then is not", () => {
  restarts.begun();
  for (let turn = 0; turn < 10; turn += 1) {
    now += 2 * MINUTE;
    assert.equal(end(), true);
  }
});
