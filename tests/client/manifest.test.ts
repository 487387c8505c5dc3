/** The manifest follows VS Code's guidelines for commands, settings, walkthroughs and the Marketplace. */

import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, test } from "node:test";

const root = path.resolve(__dirname, "../..");

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

interface MenuEntry {
  readonly command: string;
  readonly when: string;
}

interface Setting {
  readonly order?: number;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

interface Step {
  readonly description: string;
  readonly media: { readonly image: Record<string, string> };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly galleryBanner: { readonly color: string; readonly theme: string };
  readonly badges: readonly { readonly url: string }[];
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly icon: string;
  readonly [field: string]: unknown;
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Record<string, readonly MenuEntry[]> & {
      readonly commandPalette: readonly MenuEntry[];
    };
    readonly configuration: { readonly properties: Record<string, Setting> };
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
}

function read(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(root, name), "utf8"));
}

const manifest = read("package.json") as Manifest;
const texts = read("package.nls.json") as Record<string, string>;
const { commands, configuration, menus, walkthroughs } = manifest.contributes;
const steps = walkthroughs.flatMap((one) => one.steps);
/** The words that a title has in lower case. */
const SMALL = new Set(["a", "an", "and", "in", "of", "the", "to", "with"]);

/** Those of the Marketplace that could be meant
 * (https://code.visualstudio.com/api/references/extension-manifest). */
const CATEGORIES = new Set([
  "Data Science",
  "Education",
  "Linters",
  "Machine Learning",
  "Notebooks",
  "Programming Languages",
  "Visualization",
]);

function textOf(key: string): string {
  return texts[key.replaceAll("%", "")] ?? key;
}

/** What the sources register, wherever they do. */
function registered(): Set<string> {
  const sources = fs
    .readdirSync(path.join(root, "client", "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => fs.readFileSync(path.join(root, "client", "src", name), "utf8"));
  return new Set(sources.flatMap((text) => text.match(/kerasLens\.\w+(?=["'])/g) ?? []));
}

describe("commands", () => {
  test("are of the category Keras Lens and in Title Case", () => {
    for (const { command, title, category } of commands) {
      assert.equal(category, "Keras Lens", command);
      for (const [index, word] of textOf(title).split(" ").entries()) {
        const isFine = /^\p{Lu}/u.test(word) || (index > 0 && SMALL.has(word));
        assert.ok(isFine, `${command}: ${textOf(title)}`);
      }
    }
  });

  test("exist in the program", () => {
    const known = registered();
    assert.deepEqual(
      commands.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  test("that stand in menus are commands", () => {
    const names = new Set(commands.map(({ command }) => command));
    const used = Object.values(menus).flat();
    assert.deepEqual(
      used.filter(({ command }) => !names.has(command)),
      [],
    );
  });

  test("are not in the palette where they can do nothing", () => {
    const conditions = Object.fromEntries(
      menus.commandPalette.map(({ command, when }) => [command, when]),
    );
    for (const ofPython of ["showSummary", "openPanel", "toggleHints"]) {
      assert.match(conditions[`kerasLens.${ofPython}`] ?? "", /^editorLangId == python \|\|/);
    }
    for (const ofServer of ["stopServer", "clearCache"]) {
      assert.equal(conditions[`kerasLens.${ofServer}`], "kerasLens.isRunning");
    }
    assert.equal(conditions["kerasLens.makeEnvironment"], "!kerasLens.hasEnvironment");
    assert.equal(conditions["kerasLens.removeEnvironment"], "kerasLens.hasEnvironment");
  });
});

describe("settings", () => {
  const settings = Object.entries(configuration.properties);

  test("have an order of their own", () => {
    const orders = settings.map(([, { order }]) => order);
    assert.ok(orders.every((order) => order !== undefined));
    assert.equal(new Set(orders).size, orders.length);
  });

  test("are described in sentences, and each of their values is", () => {
    for (const [name, setting] of settings) {
      const text = textOf(setting.markdownDescription ?? "");
      assert.match(text, /^\p{Lu}.*[.)]$/u, name);
      assert.equal(setting.enumDescriptions?.length, setting.enum?.length, name);
    }
  });

  test("name one another, and those of VS Code, by links", () => {
    const known = new Set([
      ...settings.map(([name]) => name),
      "editor.codeLens",
      "editor.inlayHints.enabled",
      "editor.inlayHints.maximumLength",
    ]);
    for (const [name, setting] of settings) {
      const text = textOf(setting.markdownDescription ?? "");
      for (const [, link] of text.matchAll(/`(#?(?:kerasLens|editor)\.[\w.]+#?)`/g)) {
        assert.ok(known.has(link!.slice(1, -1)) && /^#.*#$/.test(link!), `${name}: ${link!}`);
      }
      for (const [, command] of text.matchAll(/\(command:([\w.]+)\)/g)) {
        assert.ok(
          commands.some((one) => one.command === command),
          command,
        );
      }
    }
  });
});

describe("the walkthrough", () => {
  test("has a picture for each kind of theme, and it is packaged", () => {
    const packaged = fs.readFileSync(path.join(root, ".vscodeignore"), "utf8").split("\n");
    for (const { media } of steps) {
      assert.deepEqual(Object.keys(media.image).sort(), ["dark", "hc", "hcLight", "light"]);
      for (const file of Object.values(media.image)) {
        const pattern = file.replace(/(?:dark|light)\.png$/, "*.png");
        assert.ok(packaged.includes(`!${file}`) || packaged.includes(`!${pattern}`), file);
        assert.ok(fs.existsSync(path.join(root, file)), file);
      }
    }
  });

  test("links to commands that there are, and each step can be ticked off", () => {
    const names = new Set(commands.map(({ command }) => command));
    for (const { description, completionEvents } of steps) {
      for (const [, command] of textOf(description).matchAll(/\(command:([\w.]+)\)/g)) {
        assert.ok(names.has(command!), command);
      }
      assert.ok(completionEvents.length > 0);
    }
  });
});

test("the page in the Marketplace has all its fields", () => {
  for (const field of ["displayName", "description", "homepage", "bugs", "qna", "license"]) {
    assert.ok(manifest[field] !== undefined, field);
  }
  // At least 128 by 128; a PNG's size stands in its first chunk.
  const icon = fs.readFileSync(path.join(root, manifest.icon));
  assert.ok(icon.readUInt32BE(16) >= 128 && icon.readUInt32BE(20) >= 128);
  assert.match(manifest.galleryBanner.color, /^#[0-9a-f]{6}$/);
  assert.match(manifest.galleryBanner.theme, /^(?:dark|light)$/);
  assert.ok(manifest.categories.length > 0);
  assert.deepEqual(
    manifest.categories.filter((one) => !CATEGORIES.has(one)),
    [],
  );
  // The Marketplace takes so many, and pictures of badges from places that it trusts.
  assert.ok(manifest.keywords.length <= 30);
  assert.ok(manifest.badges.every(({ url }) => url.startsWith("https://img.shields.io/")));
});
