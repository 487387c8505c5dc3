/** In the page: the diagram, the models to show in it, and what it has told. */

import "../../client/webview/diagram/kerasDiagram";

import { ENGLISH } from "../../client/webview/diagram/defaultStrings";
import * as models from "../client/diagram/models";

const diagram = Object.assign(document.createElement("keras-diagram"), { strings: ENGLISH });
const events: [string, unknown][] = [];
for (const type of ["select", "open", "keep", "export-diagram"]) {
  diagram.addEventListener(type, (event) => {
    events.push([type, (event as CustomEvent).detail]);
  });
}
document.body.append(diagram);
Object.assign(window, { diagram, models, events });
