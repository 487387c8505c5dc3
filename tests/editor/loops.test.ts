/** Lines that run several times: small has three blocks, the last one of large gives 128 / 2**4 = 8. */

import { after, before, describe, test } from "node:test";

import { eventually } from "./editor";
import { openSession, type Session, WITH_TENSORFLOW } from "./session";

const POOLING = "model.add(layers.MaxPooling2D())";

describe("a line in a loop", () => {
  let session: Session;

  before(async () => {
    session = await openSession({ settings: WITH_TENSORFLOW });
    await session.editor.open("vgg_in_a_loop.py");
  });

  after(() => session.close());

  // VS Code cuts hints off behind 43 characters, unless the extension's defaults say otherwise.
  test("shows its first and last outcome and how many there are, up to the end", async () => {
    const { editor } = session;
    const hint = "(None, 32, 32, 16) → … → (None, 8, 8, 256) ×7";
    await eventually(() => editor.hint(POOLING), hint);
  });
});
