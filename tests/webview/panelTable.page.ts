/** In the page: the panel, and the models to show in it. */

import "./vscodeApi";
import "../../client/webview/main";

import { ENGLISH } from "../../client/webview/diagram/defaultStrings";
import * as models from "../client/diagram/models";
import { CHANGED } from "../client/panel/comparisons";
import { ENGLISH as english } from "../client/panel/english";

/** Texts that are their own names: `table.layer`. */
function named(path: string): unknown {
  return new Proxy({}, { get: (_, key) => textOf(path, String(key)) });
}

function textOf(path: string, key: string): unknown {
  if (key.startsWith("_$")) {
    return undefined; // Lit asks whether it is one of its directives
  }
  if (path === "" && key === "diagram") {
    return ENGLISH;
  }
  if (path === "" && key === "language") {
    return "en";
  }
  return path === "" || key === "copyAs" ? named(`${path}${key}.`) : `${path}${key}`;
}

function makePanel(): HTMLElement {
  document.querySelector("keras-panel")?.remove();
  const panel = document.createElement("keras-panel");
  document.body.append(panel);
  return panel;
}

Object.assign(window, { makePanel, models, CHANGED, english, strings: named("") });
