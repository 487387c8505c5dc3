/** What keeps answers away, and what helps: for the panel and for messages. Knows nothing of VS Code. */

import type { Action, Trouble } from "../../shared/trouble";
import type { Localization } from "../localization";
import { type LensState, wantsEnvironment } from "./state";

/** Undefined where answers come, or will come by themselves. */
export function troubleOf(state: LensState, l10n: Localization): Trouble | undefined {
  switch (state.kind) {
    case "off":
      return state.byUser ? stopped(l10n) : undefined;
    case "launching":
      return undefined;
    case "unusable":
      return unusable(state, l10n);
    case "crashed":
      return crashed(l10n);
    case "running":
      return failed(state, l10n);
  }
}

/** What is said of an interpreter that cannot run the server. */
export function whyUnusable(
  { interpreter, version }: Extract<LensState, { kind: "unusable" }>,
  l10n: Localization,
): string {
  return version === undefined
    ? l10n.t("The Python interpreter {0} cannot be run.", interpreter.path)
    : l10n.t("{0} is Python {1}.", interpreter.path, version);
}

function stopped(l10n: Localization): Trouble {
  return {
    severity: "info",
    message: l10n.t("Keras Lens was stopped."),
    advice: "",
    actions: [{ title: l10n.t("Start Server"), command: "kerasLens.restartServer" }],
    others: [],
  };
}

function unusable(state: Extract<LensState, { kind: "unusable" }>, l10n: Localization): Trouble {
  return {
    severity: "warning",
    message: whyUnusable(state, l10n),
    advice: l10n.t("Keras Lens needs Python 3.10 or newer with TensorFlow."),
    actions: [selectInterpreter(l10n)],
    others: [restart(l10n), ...help(l10n)],
  };
}

function crashed(l10n: Localization): Trouble {
  return {
    severity: "error",
    message: l10n.t("The language server has ended, or did not start."),
    advice: l10n.t("Restart it. If that does not help, the log says why."),
    actions: [restart(l10n), selectInterpreter(l10n)],
    others: help(l10n),
  };
}

function failed(
  { status }: Extract<LensState, { kind: "running" }>,
  l10n: Localization,
): Trouble | undefined {
  if (!status?.problem) {
    return undefined;
  }
  const { kind, message, advice } = status.problem;
  const make = {
    title: l10n.t("Make a Private Environment"),
    command: "kerasLens.makeEnvironment",
  };
  return {
    severity: "warning",
    message,
    advice,
    actions: [selectInterpreter(l10n), ...(wantsEnvironment(kind) ? [make] : [])],
    others: [restart(l10n), ...help(l10n)],
  };
}

function selectInterpreter(l10n: Localization): Action {
  return { title: l10n.t("Select Interpreter"), command: "kerasLens.selectInterpreter" };
}

function restart(l10n: Localization): Action {
  return { title: l10n.t("Restart Server"), command: "kerasLens.restartServer" };
}

function help(l10n: Localization): Action[] {
  return [
    { title: l10n.t("Show Log"), command: "kerasLens.showLog" },
    { title: l10n.t("What Is Wrong Here?"), command: "kerasLens.report" },
  ];
}
