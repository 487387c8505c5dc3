/** Every text of the client is translated, and every translation is of such a text. */

import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { describe, test } from "node:test";

import ts from "typescript";

const root = path.resolve(__dirname, "../..");
const BUNDLE = /^bundle\.l10n\.(.+)\.json$/;

interface Text {
  readonly where: string;
  /** Undefined where the text is no literal, so that nobody can find it. */
  readonly text: string | undefined;
}

/** The first arguments of all calls of `l10n.t`. */
function texts(): Text[] {
  return fs
    .readdirSync(path.join(root, "client"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => textsOf(path.join(root, "client", name)));
}

function textsOf(file: string): Text[] {
  const source = ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node.expression)) {
      const [first] = node.arguments;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push({
        where: `${path.relative(root, file)}:${String(line + 1)}`,
        text: first !== undefined && ts.isStringLiteralLike(first) ? first.text : undefined,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `l10n.t` and `vscode.l10n.t`. */
function isTranslation(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "t") {
    return false;
  }
  return nameOf(callee.expression) === "l10n";
}

function nameOf(expression: ts.Expression): string | undefined {
  if (ts.isIdentifier(expression)) {
    return expression.text;
  }
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\d+\}/g)].map(([one]) => one).sort();
}

const all = texts();
const expected = new Set(all.flatMap(({ text }) => text ?? []));
const bundles = fs.readdirSync(path.join(root, "l10n")).filter((name) => BUNDLE.test(name));

test("the texts are literals", () => {
  assert.ok(all.length > 0);
  assert.deepEqual(
    all.filter(({ text }) => text === undefined).map(({ where }) => where),
    [],
  );
});

test("there is Simplified Chinese", () => {
  assert.ok(bundles.includes("bundle.l10n.zh-cn.json"));
});

for (const name of bundles) {
  describe(name, () => {
    const bundle = JSON.parse(fs.readFileSync(path.join(root, "l10n", name), "utf8")) as Record<
      string,
      string
    >;

    test("has every text, and nothing else", () => {
      assert.deepEqual(Object.keys(bundle).sort(), [...expected].sort());
    });

    test("puts the same values in", () => {
      for (const [english, translated] of Object.entries(bundle)) {
        assert.deepEqual(placeholders(translated), placeholders(english), english);
      }
    });
  });
}
