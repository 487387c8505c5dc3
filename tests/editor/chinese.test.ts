/** VS Code in Chinese: what Keras Lens says is Chinese too, whoever says it. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { eventually } from "./editor";
import { ModelPanel } from "./modelPanel";
import { HEIGHT, SETTINGS, takePicture, THEMES, WIDTH } from "./pictures";
import { FOUNDING_EXAMPLE, openSession, type Session } from "./session";

const LAST_DENSE = "model.add(Dense(units=10";
const DENSE = [11, 11] as const;
const BEHIND_ALL = [16, 1] as const;

for (const [name, theme] of Object.entries(THEMES)) {
  describe(`VS Code in Chinese, in the ${name} theme`, () => {
    let session: Session;

    before(async () => {
      session = await openSession({
        language: "zh-cn",
        settings: { ...SETTINGS, "workbench.colorTheme": theme },
      });
      await session.editor.open(FOUNDING_EXAMPLE);
      await session.editor.page.setViewportSize({ width: WIDTH, height: HEIGHT });
      await session.editor.command("View: Close Primary Side Bar");
    });

    after(() => session.close());

    test("the server speaks Chinese: hints, findings and hovers", async () => {
      const { editor } = session;
      await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 501,770 个参数");
      await eventually(() => editor.underlined(), ["Dense"]);
      await editor.lens("Sequential · 501,898 个参数");
      const lines = await editor.hover(...DENSE, "kernel");
      assert.match(lines[0]!, /^Dense 只作用于最后一个轴：\(None, 28, 28, 1\) → /);
      await takePicture(editor, `chinese-${name}`, { height: 660 });
      await editor.dismiss();
    });

    test("fixes are offered in Chinese", async () => {
      const { editor } = session;
      const [first] = await editor.quickFixes(...DENSE);
      assert.match(first!, /^在 Dense 之前插入 Flatten\(\)/);
      await editor.dismiss();
    });

    test("so are the commands of the manifest", async () => {
      const { editor } = session;
      await editor.goTo(...BEHIND_ALL);
      await editor.command("Keras Lens: 显示模型摘要");
      await editor.line("Non-trainable params").waitFor();
    });
  });
}

const WALKTHROUGH = {
  title: "Keras Lens 快速入门",
  steps: [
    "每一层后面都有形状",
    "选择装有 TensorFlow 的 Python",
    "看看第一个模型",
    "一键修复",
    "查看整个模型",
  ],
};

describe("the walkthrough and the panel in Chinese", () => {
  let session: Session;

  before(async () => {
    session = await openSession({
      language: "zh-cn",
      settings: { ...SETTINGS, "workbench.colorTheme": THEMES.dark },
    });
    await session.editor.page.setViewportSize({ width: 1400, height: 1000 });
    await session.editor.command("View: Close Primary Side Bar");
    await session.editor.untilListed("Keras Lens: 快速入门");
  });

  after(() => session.close());

  test("title, steps and buttons of the walkthrough", async () => {
    const { editor } = session;
    await editor.command("Keras Lens: 快速入门");
    await editor.page.getByText(WALKTHROUGH.title).first().waitFor();
    const titles = editor.page.locator(".getting-started-step .step-title");
    await eventually(() => titles.allInnerTexts(), WALKTHROUGH.steps);
    await editor.page.locator(".getting-started-step", { hasText: WALKTHROUGH.steps[1]! }).click();
    await editor.page
      .locator(".getting-started-step .monaco-button", { hasText: "选择解释器" })
      .waitFor();
    await takePicture(editor, "walkthrough-chinese-dark", { height: 920 });
  });

  test("the panel's tabs, columns and totals", async () => {
    const { editor } = session;
    await editor.open(FOUNDING_EXAMPLE);
    await editor.command("Keras Lens: 打开模型面板");
    const panel = new ModelPanel(editor);
    await panel.rows.first().waitFor();
    const tabs = await panel.frame.getByRole("tab").allInnerTexts();
    assert.deepEqual(
      tabs.map((tab) => tab.trim()),
      ["表格", "结构图", "比较"],
    );
    assert.match((await panel.totals())[0] ?? "", /501,898/);
    await takePicture(editor, "panel-table-chinese-dark", { height: 440 });
  });
});
