/** The row of buttons above the diagram. */

import "@vscode-elements/elements/dist/vscode-context-menu/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";

import { type TemplateResult, html } from "lit";

import { type DiagramStrings, filled } from "../../shared/diagramStrings";
import type { ExportFormat } from "./export";
import type { Search } from "./search";

export interface ToolbarState {
  readonly strings: DiagramStrings;
  readonly percent: number;
  readonly canFold: boolean;
  readonly search: Search;
  readonly isMenuOpen: boolean;
}

export interface ToolbarActions {
  search(text: string): void;
  stepMatch(by: 1 | -1): void;
  leaveSearch(): void;
  foldAll(isFolded: boolean): void;
  zoomBy(factor: number): void;
  fit(): void;
  showMenu(isOpen: boolean): void;
  exportAs(format: ExportFormat): Promise<void>;
}

export const ZOOM_STEP = 1.25;

export function toolbarTemplate(state: ToolbarState, actions: ToolbarActions): TemplateResult {
  const { strings } = state;
  return html`
    <div class="toolbar" role="group" aria-label=${strings.toolbar}>
      ${searchTemplate(state, actions)}
      <span class="space"></span>
      ${
        state.canFold
          ? [
              button("collapse-all", strings.foldAll, () => {
                actions.foldAll(true);
              }),
              button("expand-all", strings.unfoldAll, () => {
                actions.foldAll(false);
              }),
            ]
          : ""
      }
      ${button("zoom-out", `${strings.zoomOut} (-)`, () => {
        actions.zoomBy(1 / ZOOM_STEP);
      })}
      <span class="scale">${state.percent}%</span>
      ${button("zoom-in", `${strings.zoomIn} (+)`, () => {
        actions.zoomBy(ZOOM_STEP);
      })}
      ${button("screen-full", `${strings.fit} (0)`, () => {
        actions.fit();
      })}
      ${exportTemplate(state, actions)}
    </div>
  `;
}

function searchTemplate(state: ToolbarState, actions: ToolbarActions): TemplateResult {
  const { strings, search } = state;
  const [matchCount, matchIndex] = [search.found.length, search.index];
  const count =
    matchCount === 0
      ? strings.noMatches
      : filled(strings.matches, matchIndex < 0 ? "?" : matchIndex + 1, matchCount);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Enter") {
      actions.stepMatch(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      actions.leaveSearch();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return html`
    <vscode-textfield
      class="search"
      placeholder=${strings.search}
      label=${strings.search}
      .value=${search.text}
      @input=${(event: InputEvent) => {
        actions.search((event.currentTarget as unknown as { value: string }).value);
      }}
      @keydown=${onKey}
    ></vscode-textfield>
    <span class="count" role="status">${search.text === "" ? "" : count}</span>
    ${
      search.text === ""
        ? ""
        : [
            button("arrow-up", `${strings.previousMatch} (Shift+Enter)`, () => {
              actions.stepMatch(-1);
            }),
            button("arrow-down", `${strings.nextMatch} (Enter)`, () => {
              actions.stepMatch(1);
            }),
          ]
    }
  `;
}

function exportTemplate(state: ToolbarState, actions: ToolbarActions): TemplateResult {
  const { strings, isMenuOpen } = state;
  return html`
    <span class="menu-anchor">
      ${button("export", strings.exportAs, () => {
        actions.showMenu(true);
      })}
      ${isMenuOpen ? menuTemplate(actions) : ""}
    </span>
  `;
}

/** Only while it is open: closed, it would still be in the order of Tab. */
function menuTemplate(actions: ToolbarActions): TemplateResult {
  const leave = (event: FocusEvent): void => {
    if (!(event.currentTarget as Node).contains(event.relatedTarget as Node | null)) {
      actions.showMenu(false);
    }
  };
  return html`
    <vscode-context-menu
      class="menu"
      .data=${[
        { label: "SVG", value: "svg" },
        { label: "PNG", value: "png" },
      ]}
      .show=${true}
      @vsc-context-menu-select=${(event: CustomEvent<{ value: ExportFormat }>) => {
        focusButton(event);
        void actions.exportAs(event.detail.value);
      }}
      @focusout=${leave}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === "Escape") {
          focusButton(event);
          actions.showMenu(false);
        }
      }}
    ></vscode-context-menu>
  `;
}

/** Back from the menu to the button beside it. */
function focusButton(event: Event): void {
  const beside = (event.currentTarget as Element).previousElementSibling;
  beside?.shadowRoot?.querySelector("button")?.focus();
}

function button(icon: string, label: string, act: () => void): TemplateResult {
  return html`<vscode-toolbar-button
    icon=${icon}
    label=${label}
    title=${label}
    @click=${act}
  ></vscode-toolbar-button>`;
}
