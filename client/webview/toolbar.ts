/** The row of buttons above the panel. */

import "@vscode-elements/elements/dist/vscode-context-menu/index.js";
import "@vscode-elements/elements/dist/vscode-option/index.js";
import "@vscode-elements/elements/dist/vscode-single-select/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import "@vscode-elements/elements/dist/vscode-toolbar-button/index.js";

import { html, type TemplateResult } from "lit";

import type { CopyFormat, PanelContent, Tab } from "../shared/panelMessages";
import type { PanelStrings } from "../shared/panelStrings";

const TABS: readonly { readonly tab: Tab; readonly icon: string }[] = [
  { tab: "table", icon: "list-tree" },
  { tab: "diagram", icon: "type-hierarchy" },
  { tab: "compare", icon: "git-compare" },
];

export interface ToolbarState {
  readonly content: PanelContent;
  readonly strings: PanelStrings;
  readonly tab: Tab;
  readonly filter: string;
  readonly canOpen: boolean;
  readonly isMenuOpen: boolean;
}

export interface ToolbarActions {
  choose(id: string): void;
  pin(isPinned: boolean): void;
  show(tab: Tab): void;
  filterBy(text: string): void;
  openAll(isOpen: boolean): void;
  showMenu(isOpen: boolean): void;
  copy(format: CopyFormat): void;
}

export function toolbarTemplate(state: ToolbarState, actions: ToolbarActions): TemplateResult {
  const { content, strings } = state;
  const hasModel = Boolean(content.answer?.model);
  return html`<header class="toolbar">
    ${tabs(state, actions)} ${modelChoice(state, actions)}
    <span class="space"></span>
    ${
      state.tab === "table" && hasModel
        ? html`${filterField(state, actions)}
          ${
            state.canOpen
              ? html`<span class="folding"
                  >${button("expand-all", strings.toolbar.expandAll, () => {
                    actions.openAll(true);
                  })}${button("collapse-all", strings.toolbar.collapseAll, () => {
                    actions.openAll(false);
                  })}</span
                >`
              : ""
          }`
        : ""
    }
    ${hasModel ? copyMenu(state, actions) : ""}
    ${
      hasModel
        ? button(
            content.isPinned ? "pinned" : "pin",
            content.isPinned ? strings.toolbar.unpin : strings.toolbar.pin,
            () => {
              actions.pin(!content.isPinned);
            },
            content.isPinned,
          )
        : ""
    }
  </header>`;
}

function tabs({ tab, strings }: ToolbarState, actions: ToolbarActions): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by !== 0) {
      const at = TABS.findIndex((one) => one.tab === tab);
      const next = TABS[(at + by + TABS.length) % TABS.length]!.tab;
      actions.show(next);
      const list = event.currentTarget as HTMLElement;
      list.querySelector<HTMLElement>(`[data-tab="${next}"]`)!.focus();
      event.preventDefault();
    }
  };
  return html`<div class="tabs" role="tablist" @keydown=${onKey}>
    ${TABS.map(
      (one) =>
        html`<button
          type="button"
          role="tab"
          class="tab"
          data-tab=${one.tab}
          id="tab-${one.tab}"
          aria-controls="view-${one.tab}"
          aria-selected=${one.tab === tab}
          tabindex=${one.tab === tab ? 0 : -1}
          @click=${() => {
            actions.show(one.tab);
          }}
        >
          ${strings.tabs[one.tab]}
        </button>`,
    )}
  </div>`;
}

function modelChoice({ content, strings }: ToolbarState, actions: ToolbarActions): TemplateResult {
  const { model, models } = content.answer ?? { model: null, models: [] };
  if (model === null) {
    return html``;
  }
  if (models.length < 2) {
    return html`<span class="model" title=${model.label}>${model.label}</span>`;
  }
  return html`<vscode-single-select
    class="model"
    label=${strings.toolbar.chooseModel}
    .value=${model.id}
    @change=${(event: Event) => {
      actions.choose((event.currentTarget as HTMLSelectElement).value);
    }}
  >
    ${models.map(
      ({ id, label }) =>
        html`<vscode-option value=${id} ?selected=${id === model.id}>${label}</vscode-option>`,
    )}
  </vscode-single-select>`;
}

function filterField({ filter, strings }: ToolbarState, actions: ToolbarActions): TemplateResult {
  return html`<vscode-textfield
    class="filter"
    placeholder=${strings.toolbar.filter}
    label=${strings.toolbar.filter}
    .value=${filter}
    @input=${(event: Event) => {
      actions.filterBy((event.currentTarget as HTMLInputElement).value);
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === "Escape") {
        actions.filterBy("");
      }
    }}
  >
    <span slot="content-before" class="codicon codicon-filter" aria-hidden="true"></span>
  </vscode-textfield>`;
}

function copyMenu({ isMenuOpen, strings }: ToolbarState, actions: ToolbarActions): TemplateResult {
  const formats: readonly CopyFormat[] = ["text", "markdown", "csv", "latex"];
  return html`<span class="menu-anchor">
    ${button("copy", strings.toolbar.copy, () => {
      actions.showMenu(true);
    })}
    <vscode-context-menu
      .data=${formats.map((format) => ({ label: strings.toolbar.copyAs[format], value: format }))}
      .show=${isMenuOpen}
      @vsc-context-menu-select=${(event: CustomEvent<{ value: CopyFormat }>) => {
        actions.copy(event.detail.value);
      }}
      @focusout=${() => {
        actions.showMenu(false);
      }}
    ></vscode-context-menu>
  </span>`;
}

function button(icon: string, label: string, act: () => void, isOn = false): TemplateResult {
  return html`<vscode-toolbar-button
    class=${isOn ? "on" : ""}
    icon=${icon}
    label=${label}
    title=${label}
    @click=${act}
  ></vscode-toolbar-button>`;
}
