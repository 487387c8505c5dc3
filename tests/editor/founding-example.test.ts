/** The founding example, as a user sees it: the numbers, the warning, its reason, the fix. */

import { after, before, describe, test } from "node:test";

import { eventually } from "./editor";
import { FOUNDING_EXAMPLE, openSession, type Session, WITH_TENSORFLOW } from "./session";

const FIRST_DENSE = "model.add(Dense(units=64";
const FLATTEN = "model.add(Flatten())";
const LAST_DENSE = "model.add(Dense(units=10";

describe("the founding example", () => {
  let session: Session;

  before(async () => {
    session = await openSession({ settings: WITH_TENSORFLOW });
    await session.editor.open(FOUNDING_EXAMPLE);
  });

  after(() => session.close());

  test("behind each layer stand its shape and its parameters", async () => {
    const { editor } = session;
    await eventually(() => editor.hint(FIRST_DENSE), "(None, 28, 28, 64) · 128 params");
    await eventually(() => editor.hint(FLATTEN), "(None, 50176)");
    await eventually(() => editor.hint(LAST_DENSE), "(None, 10) · 501,770 params");
  });
});
