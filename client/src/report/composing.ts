/** The report for an issue: Markdown with nothing of the user's programs in it. Knows nothing of VS
 * Code. */

import { withoutHome } from "../homeFolder";
import type { Localization } from "../localization";
import type { LensState } from "../status/state";

/** What the client knows. */
export interface Facts {
  readonly extension: string;
  /** Name and version of the editor. */
  readonly editor: string;
  readonly system: string;
  readonly language: string;
  readonly remote: string;
  readonly isTrusted: boolean;
  readonly state: LensState;
  /** Another one than the chosen, which has Keras. */
  readonly usesPrivateEnvironment: boolean;
  readonly settings: readonly ChangedSetting[];
  /** What the server says of itself; undefined where none runs. */
  readonly server: string | undefined;
}

export interface ChangedSetting {
  readonly name: string;
  readonly value: unknown;
}

/** Folders that are named by what they are. */
export interface Folders {
  readonly home: string;
  readonly workspace: readonly string[];
}

export function composeReport(facts: Facts, folders: Folders, l10n: Localization): string {
  const text = [
    `## ${l10n.t("Keras Lens: What Is Wrong Here?")}`,
    l10n.t("This can be pasted into an issue. It has nothing of your programs in it."),
    facts.server ?? `### ${l10n.t("What to do")}\n\n${adviceWithoutServer(facts.state, l10n)}\n`,
    `### ${l10n.t("Editor")}`,
    table(editorRows(facts, folders, l10n)),
    `### ${l10n.t("Settings that are not the default")}`,
    settingsBlock(facts.settings, folders, l10n),
    "",
  ].join("\n\n");
  return withoutHome(text, folders.home);
}

/** Without the name that whoever built the kernel gave it. */
export function systemName(type: string, release: string, architecture: string): string {
  return `${type} ${release.replace(/-.*/, "")} ${architecture}`;
}

/** A path with `~` and `${workspaceFolder}` in place of the user's own folders. */
export function shortened(path: string, { home, workspace }: Folders): string {
  for (const folder of workspace) {
    if (isBelow(path, folder)) {
      return `\${workspaceFolder}${path.slice(folder.length)}`;
    }
  }
  return isBelow(path, home) ? `~${path.slice(home.length)}` : path;
}

function isBelow(path: string, folder: string): boolean {
  return folder.length > 1 && (path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`));
}

function adviceWithoutServer(state: LensState, l10n: Localization): string {
  switch (state.kind) {
    case "unusable":
      return l10n.t(
        "Select an interpreter with Python 3.10 or newer; look whether its path is right.",
      );
    case "crashed":
      return l10n.t("Restart the server. If it ends again, put the log into the issue too.");
    case "off":
      return state.byUser
        ? l10n.t("The server was stopped. Start it with the command Restart Server.")
        : l10n.t("Open a Python file that uses Keras: the server starts with the first one.");
    default:
      return l10n.t("The server does not answer. Restart it; the log may say why.");
  }
}

function editorRows(facts: Facts, folders: Folders, l10n: Localization): [string, string][] {
  const { state } = facts;
  return [
    ["Keras Lens", facts.extension],
    [l10n.t("Editor"), facts.editor],
    [l10n.t("System"), facts.system],
    [l10n.t("Language"), facts.language],
    [l10n.t("Remote"), facts.remote],
    [l10n.t("Trusted workspace"), facts.isTrusted ? l10n.t("yes") : l10n.t("no")],
    [l10n.t("State"), state.kind],
    ...(state.kind === "off"
      ? []
      : ([
          [l10n.t("Interpreter"), `\`${shortened(state.interpreter.path, folders)}\``],
          [l10n.t("Chosen by"), state.interpreter.origin],
        ] satisfies [string, string][])),
    ...(state.kind === "unusable"
      ? ([[l10n.t("Its version"), state.version ?? "?"]] satisfies [string, string][])
      : []),
    [
      l10n.t("Private environment"),
      facts.usesPrivateEnvironment ? l10n.t("in use") : l10n.t("not in use"),
    ],
  ];
}

function settingsBlock(
  settings: readonly ChangedSetting[],
  folders: Folders,
  l10n: Localization,
): string {
  if (settings.length === 0) {
    return l10n.t("None.");
  }
  const shown = settings.map(({ name, value }) => [
    name,
    typeof value === "string" ? shortened(value, folders) : value,
  ]);
  return ["```json", JSON.stringify(Object.fromEntries(shown), null, 2), "```"].join("\n");
}

function table(rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(([name, value]) => `| ${name} | ${value.replaceAll("|", "\\|")} |`);
  return ["| | |", "|---|---|", ...lines].join("\n");
}
