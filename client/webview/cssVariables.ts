/** Sets CSS variables of an element as a strict content security policy allows it: Lit's own
 * `styleMap` begins with a `style` attribute. */

import { noChange } from "lit";
import { directive, Directive, type ElementPart } from "lit/directive.js";

class CssVariables extends Directive {
  private set: Readonly<Record<string, string>> = {};

  override render(variables: Readonly<Record<string, string>>): symbol {
    this.set = variables;
    return noChange;
  }

  override update(
    { element }: ElementPart,
    [variables]: [Readonly<Record<string, string>>],
  ): symbol {
    for (const [name, value] of Object.entries(variables)) {
      if (this.set[name] !== value) {
        (element as HTMLElement).style.setProperty(name, value);
      }
    }
    this.set = variables;
    return noChange;
  }
}

/** `<div ${cssVariables({ "--level": "2" })}>`, always with the same names. */
export const cssVariables = directive(CssVariables);
