/** The SVG file, and the cards in it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import type { ElkNode } from "elkjs/lib/elk-api";
import ELK from "elkjs/lib/elk.bundled";

import type { ModelView } from "../../../client/shared/modelView";
import { Arrangement } from "../../../client/webview/diagram/arrangement";
import { ENGLISH } from "../../../client/webview/diagram/defaultStrings";
import { COLOURS, type Colour, styleSheet } from "../../../client/webview/diagram/palette";
import type { Picture } from "../../../client/webview/diagram/picture";
import { svgText } from "../../../client/webview/diagram/svgText";
import { measure } from "./measure";
import { Layers, denseNet, founding, nested, residual, twoInputs } from "./models";

const names = Object.keys(COLOURS) as Colour[];
const theme = {
  colours: Object.fromEntries(names.map((name) => [name, `rgb(${name})`])) as Record<
    Colour,
    string
  >,
  fontFamily: '"Segoe UI", sans-serif',
};
const icons = {
  ...{ error: "M1", warning: "M2", info: "M3", lock: "M4" },
  ...{ "chevron-right": "M5", "chevron-down": "M6" },
};

async function picture(
  view: ModelView,
  choices: Readonly<Record<string, boolean>> = {},
): Promise<Picture> {
  const arrangement = new Arrangement(view, new Map(Object.entries(choices)), ENGLISH, measure);
  const placed: ElkNode = await new ELK().layout(arrangement.graph);
  return arrangement.picture(placed);
}

async function svg(
  view: ModelView,
  choices: Readonly<Record<string, boolean>> = {},
): Promise<string> {
  return svgText(await picture(view, choices), view.label, theme, icons);
}

/** The texts of the file, as they stand in it. */
function texts(file: string): string[] {
  return [...file.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
}

describe("an exported file", () => {
  test("says class, name, shape and parameters of each layer, and the shapes at the lines", async () => {
    assert.deepEqual(
      texts(await svg(founding())).sort(),
      [
        ...["Dense", "dense", "(None, 28, 28, 64)", "128 params"],
        ...["Flatten", "flatten", "(None, 50176)"],
        ...["Dense", "output", "dense_1", "(None, 10)", "501,770 params"],
        ...["(None, 28, 28, 64)", "(None, 50176)"],
      ].sort(),
    );
  });

  test("needs nothing else", async () => {
    const file = await svg(nested());
    assert.doesNotMatch(file, /var\(|href|url\(|<style|class=|undefined|NaN/);
    assert.match(file, /font-family="&quot;Segoe UI&quot;, sans-serif"/);
    assert.match(file, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+" height="\d+"/);
  });

  test("keeps what is special in XML as text", async () => {
    const layers = new Layers();
    layers.add("Dense", "(None, 1)", [], { name: `<b a="1">&\u0000` });
    const file = await svg({ ...layers.model("x"), label: "a < b & c" });
    assert.ok(texts(file).includes("&lt;b a=&quot;1&quot;&gt;&amp;"));
    assert.match(file, /<title>a &lt; b &amp; c<\/title>/);
    assert.ok(!file.includes("\u0000"));
  });

  test("has a colour's opacity as an attribute", async () => {
    const colours = { ...theme.colours, line: "rgba(204, 204, 204, 0.5)" };
    const file = svgText(await picture(founding()), "", { ...theme, colours }, icons);
    assert.match(file, /stroke="rgb\(204, 204, 204\)" stroke-opacity="0.5"/);
    assert.doesNotMatch(file, /rgba/);
  });

  test("every tag that is opened is closed", async () => {
    const file = await svg(twoInputs());
    const open: string[] = [];
    for (const [, end, tag, empty] of file.matchAll(/<(\/?)(\w+)(?:\s[\w-]+="[^"<]*")*(\/?)>/g)) {
      if (end === "/") {
        assert.equal(open.pop(), tag);
      } else if (empty !== "/") {
        open.push(tag!);
      }
    }
    assert.deepEqual(open, []);
  });
});

describe("cards", () => {
  test("say everything to a screen reader", async () => {
    const { cards } = await picture(twoInputs());
    const label = (name: string): string => cards.find(({ item }) => item.name === name)!.label;
    assert.equal(label("image"), "InputLayer image, input, output shape (None, 64, 64, 3)");
    assert.equal(label("lstm"), "LSTM lstm, output shape (None, 32), 12,416 params");
    assert.equal(
      label("score"),
      "Dense score, output, output shape ?, 64·units + units params, not known: its input is not known. " +
        "Error: units has to be positive: it is -1",
    );
  });

  test("have their findings' colours, icons for frozen layers, and dashes where nothing is known", async () => {
    const [both, block] = [await picture(twoInputs()), await picture(residual())];
    const roles = (of: Picture, name: string): readonly string[] => {
      const { base, details } = of.cards.find(({ item }) => item.name === name)!;
      return [...base, ...details].map((shape) => (shape.tag === "icon" ? shape.icon : shape.role));
    };
    assert.ok(roles(both, "score").includes("card-error"));
    assert.ok(roles(both, "score").includes("error"));
    assert.ok(roles(both, "attention_pooling").includes("card-unknown"));
    assert.ok(roles(block, "conv2d_2").includes("lock"));
    assert.ok(roles(block, "conv2d_2").includes("kind-convolution"));
    assert.ok(!roles(block, "conv2d_1").includes("lock"));
  });

  test("do not overlap, and frames are around what is in them", async () => {
    for (const view of [nested(), twoInputs(), denseNet()]) {
      const { cards } = await picture(view);
      const leaves = cards.filter(({ isFrame }) => !isFrame).map(({ box }) => box);
      leaves.forEach((a, index) => {
        const isFree = leaves
          .slice(index + 1)
          .every(
            (b) =>
              a.x + a.width <= b.x ||
              b.x + b.width <= a.x ||
              a.y + a.height <= b.y ||
              b.y + b.height <= a.y,
          );
        assert.ok(isFree);
      });
    }
    const { cards } = await picture(nested());
    const box = (id: string) => cards.find(({ item }) => item.id === id)!.box;
    const [outer, inner] = [box("encoder/block"), box("encoder/block/conv2d")];
    assert.ok(outer.x < inner.x && outer.y < inner.y);
    assert.ok(outer.x + outer.width > inner.x + inner.width);
    assert.ok(outer.y + outer.height > inner.y + inner.height);
    const [frame, last] = [box("decoder"), box("decoder/conv2d_transpose")];
    assert.ok(frame.y + frame.height - (last.y + last.height) < 30);
  });

  test("texts have room on them", async () => {
    for (const view of [founding(), residual(), twoInputs(), nested(), denseNet()]) {
      const { cards } = await picture(view);
      for (const { box, details } of cards) {
        const rows = new Map<number, { from: number; to: number }[]>();
        for (const shape of details) {
          if (shape.tag !== "text" || shape.role === "badge-text") {
            continue;
          }
          const width = measure(shape.text, {
            size: shape.role === "title" ? 13 : 12,
            weight: 400,
          });
          const from = shape.anchor === "end" ? shape.x - width : shape.x;
          assert.ok(from >= 0 && from + width <= box.width, shape.text);
          rows.set(shape.y, [...(rows.get(shape.y) ?? []), { from, to: from + width }]);
        }
        for (const [left, right] of rows.values()) {
          assert.ok(right === undefined || left!.to < right.from || right.to < left!.from);
        }
      }
    }
  });
});

test("a layer that is called on what it gives has its lines, up and around too", async () => {
  const layers = new Layers();
  const input = layers.add("InputLayer", "(None, 4)");
  layers.add("Dense", "(None, 4)", [input, "re_lu", "dense"]);
  layers.add("ReLU", "(None, 4)", ["dense"]);
  const { lines } = await picture(layers.model("shared", "re_lu"));
  assert.deepEqual(lines.map(({ from, to }) => `${from} > ${to}`).sort(), [
    "dense > dense",
    "dense > re_lu",
    "input_layer > dense",
    "re_lu > dense",
  ]);
  assert.ok(lines.every(({ base }) => base.length === 2));
});

test("every colour comes from the theme", () => {
  assert.doesNotMatch(styleSheet(), /#[0-9a-f]{3}|rgb/i);
});
