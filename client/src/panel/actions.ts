/** What the panel's webview makes the extension do. */

import * as path from "node:path";

import * as vscode from "vscode";

import type { ComparisonAnswer } from "../../shared/modelComparison";
import type { Place } from "../../shared/modelView";
import { showPlace } from "../places";
import type { LensServer } from "../server";
import type { ModelFollower } from "./follower";
import type { PanelActions } from "./host";

const COMPARE = "kerasLens/compareModels";

export function panelActions(
  server: LensServer,
  follower: ModelFollower,
  log: vscode.LogOutputChannel,
): PanelActions {
  return {
    reveal: ({ place, takesFocus }) => {
      follower.stay(place.uri, place.range.start.line);
      return reveal(place, takesFocus);
    },
    copy: async ({ format }) => {
      const { uri, answer } = follower.content;
      if (uri === null || !answer?.model) {
        return;
      }
      try {
        const summary = await server.running?.sendRequest<{ text: string }>("kerasLens/summary", {
          textDocument: { uri },
          model: answer.model.key,
          format,
        });
        if (summary !== undefined) {
          await vscode.env.clipboard.writeText(summary.text);
          vscode.window.setStatusBarMessage(vscode.l10n.t("Summary copied"), 3000);
        }
      } catch (error) {
        void vscode.window.showWarningMessage(
          error instanceof Error ? error.message : String(error),
        );
      }
    },
    save: ({ format, data, name }) => save(format, data, name),
    compare: async (question) => {
      try {
        return await server.running?.sendRequest<ComparisonAnswer>(COMPARE, question);
      } catch {
        return undefined;
      }
    },
    log: (message) => {
      log.error(message);
    },
  };
}

/** Shows a place in the editor that has the file open, else in one beside the panel. */
function reveal({ uri, range: { start, end } }: Place, takesFocus: boolean): Promise<void> {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return showPlace(vscode.Uri.parse(uri), range, {
    viewColumn: vscode.ViewColumn.One,
    preserveFocus: !takesFocus,
  });
}

async function save(format: "svg" | "png", data: string, name: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name.replace(/[^\w.() -]+/g, "_")}.${format}`;
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, file) }),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (target !== undefined) {
    await vscode.workspace.fs.writeFile(
      target,
      Buffer.from(data, format === "png" ? "base64" : "utf8"),
    );
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("{0} saved", path.posix.basename(target.path)),
      3000,
    );
  }
}
