/** VS Code in Chinese: what Keras Lens says is Chinese too, whoever says it. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { eventually } from "./editor";
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
