/** What the menu of the status bar offers in a state. Knows nothing of VS Code. */

import type { Localization } from "../localization";
import type { LensState } from "./state";

/** A command, or with no command the heading of those that follow. */
export interface MenuItem {
  readonly label: string;
  readonly command?: string;
  readonly description?: string;
}

/** `hasEnvironment`: a private one was made. */
export function menuItems(
  state: LensState,
  hasEnvironment: boolean,
  l10n: Localization,
): MenuItem[] {
  const isRunning = state.kind === "running";
  const model: MenuItem[] = [
    { label: l10n.t("Model") },
    { label: `$(layers) ${l10n.t("Open Model Panel")}`, command: "kerasLens.openPanel" },
    { label: `$(list-flat) ${l10n.t("Show Model Summary")}`, command: "kerasLens.showSummary" },
    { label: `$(eye) ${l10n.t("Toggle Hints")}`, command: "kerasLens.toggleHints" },
  ];
  const python: MenuItem[] = [
    { label: "Python" },
    {
      label: `$(vm) ${l10n.t("Select Interpreter")}`,
      command: "kerasLens.selectInterpreter",
      ...description(interpreterOf(state)),
    },
    hasEnvironment
      ? {
          label: `$(trash) ${l10n.t("Remove the Private Environment")}`,
          command: "kerasLens.removeEnvironment",
        }
      : {
          label: `$(package) ${l10n.t("Make a Private Environment")}`,
          command: "kerasLens.makeEnvironment",
        },
  ];
  const server: MenuItem[] = [
    { label: l10n.t("Server") },
    ...(state.kind === "off"
      ? [{ label: `$(play) ${l10n.t("Start Server")}`, command: "kerasLens.restartServer" }]
      : [
          {
            label: `$(debug-restart) ${l10n.t("Restart Server")}`,
            command: "kerasLens.restartServer",
          },
          { label: `$(circle-slash) ${l10n.t("Stop Server")}`, command: "kerasLens.stopServer" },
        ]),
    ...(isRunning
      ? [{ label: `$(clear-all) ${l10n.t("Clear Cache")}`, command: "kerasLens.clearCache" }]
      : []),
    { label: `$(output) ${l10n.t("Show Log")}`, command: "kerasLens.showLog" },
  ];
  const help: MenuItem[] = [
    { label: l10n.t("Help") },
    { label: `$(question) ${l10n.t("What Is Wrong Here?")}`, command: "kerasLens.report" },
    { label: `$(book) ${l10n.t("Get Started")}`, command: "kerasLens.openWalkthrough" },
    { label: `$(gear) ${l10n.t("Open Settings")}`, command: "kerasLens.openSettings" },
  ];
  return [...(isRunning ? model : []), ...python, ...server, ...help];
}

function description(text: string | undefined): Partial<MenuItem> {
  return text === undefined ? {} : { description: text };
}

function interpreterOf(state: LensState): string | undefined {
  if (state.kind === "off") {
    return undefined;
  }
  return state.kind === "running" && state.status !== undefined
    ? state.status.interpreter
    : state.interpreter.path;
}
