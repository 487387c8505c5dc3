/** How a state looks in the status bar, after VS Code's guidelines: a short text, one icon, a
 * background only where something is wrong. */

import type { Localization } from "../localization";
import { type LensState, type ProblemKind, type ServerStatus, type Versions } from "./state";
import { troubleOf, whyUnusable } from "./trouble";

export interface Presentation {
  readonly text: string;
  /** One sentence a paragraph. */
  readonly tooltip: readonly string[];
  readonly severity?: "warning" | "error";
}

/** When the seconds of the start are counted where one sees it. */
const NOTICEABLE = 3;
const SPINNING = "$(loading~spin)";

/** `seconds`: since TensorFlow began to start. `isBusy`: it analyses for longer than a moment. */
export function presentationOf(
  state: LensState,
  l10n: Localization,
  { seconds = 0, isBusy = false }: { seconds?: number; isBusy?: boolean } = {},
): Presentation {
  switch (state.kind) {
    case "off":
      return {
        text: `$(circle-slash) ${l10n.t("Keras Lens: Off")}`,
        tooltip: [
          state.byUser
            ? l10n.t("Keras Lens was stopped.")
            : l10n.t("Keras Lens starts with the first Python file that uses Keras."),
        ],
      };
    case "launching":
      return {
        text: `${SPINNING} Keras Lens`,
        tooltip: [l10n.t("The language server is starting."), interpreterLine(state, l10n)],
      };
    case "unusable":
      return {
        text: `$(warning) ${l10n.t("Keras Lens: No Python")}`,
        tooltip: [whyUnusable(state, l10n), l10n.t("Keras Lens needs Python 3.10 or newer.")],
        severity: "warning",
      };
    case "crashed":
      return {
        text: `$(error) ${l10n.t("Keras Lens: Stopped")}`,
        tooltip: [troubleOf(state, l10n)?.message ?? "", l10n.t("The log says why.")],
        severity: "error",
      };
    case "running":
      return state.status === undefined
        ? { text: "$(layers) Keras Lens", tooltip: [interpreterLine(state, l10n)] }
        : running(state.status, l10n, seconds, isBusy);
  }
}

function running(
  status: ServerStatus,
  l10n: Localization,
  seconds: number,
  isBusy: boolean,
): Presentation {
  const tooltip = [
    ...(status.environment === null ? [] : [versionsLine(status.environment)]),
    l10n.t("Interpreter: {0}", status.interpreter),
  ];
  if (status.problem !== null) {
    return {
      text: `$(warning) ${problemText(status.problem.kind, l10n)}`,
      tooltip: [status.problem.message],
      severity: "warning",
    };
  }
  if (status.state === "starting") {
    const text =
      seconds < NOTICEABLE
        ? l10n.t("Starting TensorFlow")
        : l10n.t("Starting TensorFlow ({0} s)", seconds);
    return { text: `${SPINNING} ${text}`, tooltip };
  }
  const name = status.environment === null ? "Keras Lens" : `Keras ${status.environment.keras}`;
  return isBusy
    ? { text: `${SPINNING} ${name}`, tooltip: [l10n.t("Analysing"), ...tooltip] }
    : { text: `$(layers) ${name}`, tooltip };
}

/** The sentence of the state, for the menu. */
export function sentenceOf(state: LensState, l10n: Localization): string {
  return presentationOf(state, l10n).tooltip[0] ?? "";
}

function problemText(kind: ProblemKind, l10n: Localization): string {
  switch (kind) {
    case "unusable-interpreter":
      return l10n.t("Keras Lens: No Python");
    case "old-python":
      return l10n.t("Keras Lens: Old Python");
    case "no-tensorflow":
      return l10n.t("No TensorFlow");
    case "no-keras":
      return l10n.t("No Keras");
    case "old-keras":
      return l10n.t("Old Keras");
    case "tensorflow-fails":
    case "does-not-start":
      return l10n.t("TensorFlow Fails");
  }
}

function versionsLine({ keras, tensorflow, python }: Versions): string {
  return `Keras ${keras} · TensorFlow ${tensorflow} · Python ${python}`;
}

function interpreterLine(
  { interpreter }: Extract<LensState, { kind: "launching" | "running" }>,
  l10n: Localization,
): string {
  return l10n.t("Interpreter: {0}", interpreter.path);
}
