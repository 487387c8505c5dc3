/** The private environment in the extension's storage: for which interpreters it stands in. */

import * as path from "node:path";

import type * as vscode from "vscode";

import { isComplete, removeEnvironment } from "./making";
import { interpreterIn, type Plan, planOf } from "./plan";

const KEY = "privateEnvironment.usedFor";

export class PrivateEnvironment {
  private readonly folder: string;

  constructor(
    storage: string,
    private readonly memory: vscode.Memento,
    private readonly platform: NodeJS.Platform = process.platform,
  ) {
    this.folder = path.join(storage, "environment");
  }

  /** Whether there is one, made to its end. */
  exists(): Promise<boolean> {
    return isComplete(this.folder);
  }

  plan(python: string): Plan {
    return planOf(this.folder, python, this.platform);
  }

  /** The interpreter to ask about Keras where `chosen` is the one that was chosen. */
  async interpreterFor(chosen: string): Promise<string> {
    return this.usedFor.includes(chosen) && (await this.exists())
      ? interpreterIn(this.folder, this.platform)
      : chosen;
  }

  /** From now on it stands in for `chosen`. */
  async useFor(chosen: string): Promise<void> {
    await this.memory.update(KEY, [...new Set([...this.usedFor, chosen])]);
  }

  async remove(): Promise<void> {
    await this.memory.update(KEY, []);
    await removeEnvironment(this.folder);
  }

  private get usedFor(): readonly string[] {
    return this.memory.get<readonly string[]>(KEY, []);
  }
}
