/** The panel where no answers come: it says why, has buttons that help, and the model is there as soon
 * as it is repaired. */

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { after, before, describe, test } from "node:test";

import { type Editor, eventually } from "./editor";
import { ModelPanel } from "./modelPanel";
import { buttons, closeMessages, notification } from "./notifications";
import { PROJECT_SETTINGS, SETTINGS, takePicture, THEMES } from "./pictures";
import {
  type Choices,
  FOUNDING_EXAMPLE,
  openSession,
  PYTHON,
  type Session,
  WITH_TENSORFLOW,
} from "./session";
import { openMenu, take } from "./statusBar";

const IN_WORKSPACE = path.join(".vscode", "settings.json");
const NOWHERE = "/opt/python/bin/python";
const DENSE = "dense | Dense | (None, 28, 28, 64) | 128 | input_layer";
const HEIGHT = 440;

interface Opened {
  readonly session: Session;
  readonly editor: Editor;
  readonly panel: ModelPanel;
}

async function openPanel(choices: Choices): Promise<Opened> {
  const session = await openSession(choices);
  const { editor } = session;
  await editor.page.setViewportSize({ width: 1200, height: HEIGHT + 22 });
  await editor.open(FOUNDING_EXAMPLE);
  await editor.command("View: Close Primary Side Bar");
  return { session, editor, panel: await ModelPanel.openEmpty(editor) };
}

async function says(panel: ModelPanel, message: string): Promise<void> {
  await panel.empty.filter({ hasText: message }).waitFor();
}

async function showsTheModel(panel: ModelPanel): Promise<void> {
  await eventually(async () => (await panel.texts())[1] ?? "", DENSE);
  assert.equal(await panel.empty.count(), 0);
}

/** The language servers that run with the interpreter of a workspace. */
function servers(workspace: string): number[] {
  return execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(workspace) && line.includes("launch.py"))
    .map((line) => Number(line.trim().split(" ")[0]));
}

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`no Python that can run the server, in the ${name} theme`, () => {
    let opened: Opened;

    before(async () => {
      opened = await openPanel({
        project: "with-tensorflow",
        settings: { ...PROJECT_SETTINGS, "workbench.colorTheme": theme },
        files: { [IN_WORKSPACE]: JSON.stringify({ "kerasLens.interpreter": NOWHERE }) },
      });
    });

    after(() => opened.session.close());

    test("the panel says so, and what can be done", async () => {
      const { editor, panel } = opened;
      await says(panel, `The Python interpreter ${NOWHERE} cannot be run.`);
      await says(panel, "Keras Lens needs Python 3.10 or newer with TensorFlow.");
      assert.deepEqual(await panel.remedies(), [
        "Select Interpreter",
        "Restart Server",
        "Show Log",
        "What Is Wrong Here?",
      ]);
      await notification(editor.page, "cannot be run");
      await closeMessages(editor.page);
      await takePicture(editor, `panel-no-python-${name}`, { height: HEIGHT });
    });

    test("once another interpreter is chosen the model is there", async () => {
      const { session, panel } = opened;
      rmSync(path.join(session.workspace, IN_WORKSPACE));
      await showsTheModel(panel);
    });

    test("a server that is killed then comes again by itself", async () => {
      const { session, editor, panel } = opened;
      const [before] = servers(session.workspace);
      assert.ok(before !== undefined);
      process.kill(before, "SIGKILL");
      await eventually(() => {
        const [now] = servers(session.workspace);
        return Promise.resolve(now !== undefined && now !== before);
      }, true);
      await showsTheModel(panel);
      assert.equal(await editor.page.locator(".notification-toast").count(), 0);
    });
  });

  describe(`no TensorFlow, in the ${name} theme`, () => {
    let opened: Opened;

    before(async () => {
      opened = await openPanel({
        project: "bare",
        settings: { ...PROJECT_SETTINGS, "workbench.colorTheme": theme },
      });
    });

    after(() => opened.session.close());

    test("the panel says so, and what can be done", async () => {
      const { editor, panel } = opened;
      await says(panel, "~/project/.venv/bin/python has no TensorFlow");
      await says(panel, "install them there with pip install tensorflow");
      assert.deepEqual(await panel.remedies(), [
        "Select Interpreter",
        "Make a Private Environment",
        "Restart Server",
        "Show Log",
        "What Is Wrong Here?",
      ]);
      await notification(editor.page, "has no TensorFlow");
      await closeMessages(editor.page);
      await takePicture(editor, `panel-no-tensorflow-${name}`, { height: HEIGHT });
    });

    test("a private environment is made from there", async () => {
      const { editor, panel } = opened;
      await panel.remedy("Make a Private Environment");
      const dialog = editor.page.locator(".monaco-dialog-box");
      await dialog.filter({ hasText: "~/project/.venv/bin/python -m venv" }).waitFor();
      await dialog.locator(".monaco-button", { hasText: "Cancel" }).click();
      await says(panel, "has no TensorFlow");
    });

    test("once it is installed a restart of the server shows the model", async () => {
      const { session, panel } = opened;
      install(path.join(session.workspace, ".venv"));
      await panel.remedy("Restart Server");
      await showsTheModel(panel);
    });
  });
}

/** As `pip install tensorflow` would, as far as can be seen from outside. */
function install(environment: string): void {
  const ask = "import sysconfig; print(sysconfig.get_path('purelib'))";
  const folderOf = (python: string, program: string): string =>
    execFileSync(python, ["-c", program], { encoding: "utf8" }).trim();
  const installed = folderOf(
    PYTHON,
    "import importlib.util as u, pathlib; print(pathlib.Path(u.find_spec('keras').origin).parents[1])",
  );
  const target = folderOf(path.join(environment, "bin", "python"), ask);
  writeFileSync(path.join(target, "tensorflow.pth"), `${installed}\n`);
}

describe("a server that does not start", () => {
  let opened: Opened;
  const script = path.join("tools", "python");
  const FAILS = `#!/bin/sh\n[ "$1" = -c ] && exec "${PYTHON}" "$@"\nexit 1\n`;
  const WORKS = `#!/bin/sh\nexec "${PYTHON}" "$@"\n`;

  before(async () => {
    const session = await openSession({
      settings: SETTINGS,
      files: {
        [script]: FAILS,
        [IN_WORKSPACE]: JSON.stringify({ "kerasLens.interpreter": script }),
      },
    });
    const { editor, workspace } = session;
    chmodSync(path.join(workspace, script), 0o755);
    await editor.open(FOUNDING_EXAMPLE);
    opened = { session, editor, panel: await ModelPanel.openEmpty(editor) };
  });

  after(() => opened.session.close());

  test("the panel says so, and is not starting for good", async () => {
    const { editor, panel } = opened;
    await says(panel, "The language server has ended, or did not start.");
    const message = await notification(
      editor.page,
      "The language server has ended, or did not start.",
    );
    assert.deepEqual(await buttons(message), ["Restart Server", "Select Interpreter", "Show Log"]);
    assert.equal(await editor.page.locator(".notification-toast").count(), 1);
    await closeMessages(editor.page);
    assert.deepEqual(await panel.remedies(), [
      "Restart Server",
      "Select Interpreter",
      "Show Log",
      "What Is Wrong Here?",
    ]);
  });

  test("the log and the report are a click away", async () => {
    const { editor, panel } = opened;
    await panel.remedy("What Is Wrong Here?");
    await editor.line("### What to do").waitFor();
    await notification(editor.page, "The report can be pasted into an issue.");
    await closeMessages(editor.page);
    await panel.remedy("Show Log");
    await editor.page.locator(".part.panel .view-line").first().waitFor();
  });

  test("a restart of a server that works shows the model", async () => {
    const { session, panel } = opened;
    writeFileSync(path.join(session.workspace, script), WORKS);
    await panel.remedy("Restart Server");
    await showsTheModel(panel);
  });
});

describe("a server that was stopped", () => {
  let session: Session;

  before(async () => {
    session = await openSession({ settings: WITH_TENSORFLOW });
    await session.editor.open(FOUNDING_EXAMPLE);
  });

  after(() => session.close());

  test("is started from the panel", async () => {
    const { editor } = session;
    const panel = await ModelPanel.open(editor);
    await take(await openMenu(editor.page), "Stop Server");
    await says(panel, "Keras Lens was stopped.");
    assert.deepEqual(await panel.remedies(), ["Start Server"]);
    await panel.remedy("Start Server");
    await showsTheModel(panel);
  });
});
