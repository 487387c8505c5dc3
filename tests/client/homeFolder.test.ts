/** The name of the user's own folder is in nothing that strangers see. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { withoutHome } from "../../client/src/homeFolder";

test("it is ~, in paths and where it stands alone", () => {
  assert.equal(withoutHome("/home/ada/x and /home/ada.", "/home/ada"), "~/x and ~.");
  assert.equal(withoutHome("file:///home/ada/x", "/home/ada"), "file://~/x");
});

test("a folder whose name begins or ends alike is another one", () => {
  for (const text of ["/home/adam/x", "/home/ada-2/x", "/mnt/home/ada/x"]) {
    assert.equal(withoutHome(text, "/home/ada"), text);
  }
});

test("on Windows the letters' case does not count, nor which slashes there are", () => {
  const home = "C:\\Users\\Ada";
  assert.equal(withoutHome("c:\\users\\ada\\x", home), "~\\x");
  assert.equal(withoutHome(JSON.stringify("C:\\Users\\Ada\\x"), home), '"~\\\\x"');
  assert.equal(withoutHome("C:/Users/Ada/x", home), "~/x");
});

test("characters that mean something in patterns mean themselves", () => {
  assert.equal(withoutHome("/home/a.b+c/x /home/aXb+c/x", "/home/a.b+c"), "~/x /home/aXb+c/x");
});

test("a root as home is no name", () => {
  assert.equal(withoutHome("/usr/bin", "/"), "/usr/bin");
});
