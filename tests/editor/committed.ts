/** A workspace in which a program has changed since it was committed. */

import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

import { openSession, type Session } from "./session";

interface Texts {
  readonly committed: string;
  readonly now: string;
  /** Other files of the workspace, by name. */
  readonly others?: Record<string, string>;
}

/** A workspace with the program in it, open. */
export async function openCommitted(
  name: string,
  texts: Texts,
  settings: Record<string, unknown>,
): Promise<Session> {
  const session = await startCommitted(name, texts, settings);
  await session.editor.open(name);
  return session;
}

/** The same, where no editor is open yet. */
export async function startCommitted(
  name: string,
  { committed, now, others }: Texts,
  settings: Record<string, unknown>,
): Promise<Session> {
  const session = await openSession({ settings, files: { ...others, [name]: committed } });
  const git = (...words: string[]): void => {
    const who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    execFileSync("git", [...who, ...words], { cwd: session.workspace });
  };
  git("init", "--quiet");
  git("add", name);
  git("commit", "--quiet", "--message", "first");
  fs.writeFileSync(path.join(session.workspace, name), now);
  return session;
}
