/** What keeps answers away, and the buttons that help: in place of a model, or above an old one. */

import "@vscode-elements/elements/dist/vscode-button/index.js";

import { html, type TemplateResult } from "lit";

import type { Action, Trouble } from "../shared/trouble";

type Run = (command: string) => void;

/** Takes the place of the model. */
export function troubleTemplate(trouble: Trouble, run: Run): TemplateResult {
  const { severity, message, advice, actions, others } = trouble;
  return html`<div class="empty trouble" role="alert">
    <span class="codicon codicon-${severity}" aria-hidden="true"></span>
    <p class="message">${message}</p>
    ${advice === "" ? "" : html`<p class="hint">${withCode(advice)}</p>`}
    <div class="actions">
      ${actions.map(
        ({ title, command }, index) =>
          html`<vscode-button
            ?secondary=${index > 0}
            @click=${() => {
              run(command);
            }}
            >${title}</vscode-button
          >`,
      )}
    </div>
    ${others.length === 0 ? "" : html`<div class="others">${links(others, run)}</div>`}
  </div>`;
}

/** Stands above a model that is shown as Keras knew it before. */
export function noticeTemplate({ severity, message, actions }: Trouble, run: Run): TemplateResult {
  return html`<div class="notice" role="alert">
    <span class="codicon codicon-${severity}" aria-hidden="true"></span>
    <span class="message">${message}</span>
    ${links(actions, run)}
  </div>`;
}

function links(actions: readonly Action[], run: Run): TemplateResult[] {
  return actions.map(
    ({ title, command }) =>
      html`<button
        class="link"
        @click=${() => {
          run(command);
        }}
      >
        ${title}
      </button>`,
  );
}

/** Text with what stands in backquotes as code. */
function withCode(text: string): (string | TemplateResult)[] {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
