/** What of a model the diagram shows, and how it is connected. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import type { ElkNode } from "elkjs/lib/elk-api";

import type { LayerView, ModelView } from "../../../client/shared/modelView";
import { Arrangement } from "../../../client/webview/diagram/arrangement";
import { ENGLISH } from "../../../client/webview/diagram/defaultStrings";
import { measure } from "./measure";
import { Layers, denseNet, founding, inception, nested, twoInputs, unet } from "./models";

function arranged(view: ModelView, choices: Readonly<Record<string, boolean>> = {}): Arrangement {
  return new Arrangement(view, new Map(Object.entries(choices)), ENGLISH, measure);
}

/** The ids of all nodes; those in a frame behind its own. */
function nodes({ children = [] }: ElkNode): readonly string[] {
  return children.flatMap((node) => [node.id, ...nodes(node)]);
}

function edges({ graph }: Arrangement): readonly string[] {
  return graph.edges!.map(({ sources, targets }) => `${sources[0]!} > ${targets[0]!}`);
}

describe("cards and lines", () => {
  test("one card a layer, one line a tensor", () => {
    const arrangement = arranged(founding());
    assert.deepEqual(nodes(arrangement.graph), ["dense", "flatten", "dense_1"]);
    assert.deepEqual(edges(arrangement), ["dense > flatten", "flatten > dense_1"]);
  });

  test("lines have the shapes as labels", () => {
    const labels = arranged(founding()).graph.edges!.map((edge) => edge.labels![0]!.text);
    assert.deepEqual(labels, ["(None, 28, 28, 64)", "(None, 50176)"]);
  });

  test("branches keep their order", () => {
    const { graph } = arranged(inception());
    const merged = graph.edges!.filter(({ targets }) => targets[0] === "concatenate");
    assert.deepEqual(
      merged.map(({ sources }) => sources[0]),
      ["conv2d", "conv2d_2", "conv2d_4", "conv2d_5"],
    );
  });

  test("a layer that nobody has is left out", () => {
    const layers = new Layers();
    layers.add("Dense", "(None, 1)", ["lost"]);
    assert.deepEqual(edges(arranged(layers.model("broken"))), []);
  });

  test("a layer may read what it gives itself", () => {
    const layers = new Layers();
    layers.add("Dense", "(None, 1)", ["dense"]);
    assert.deepEqual(edges(arranged(layers.model("shared"))), ["dense > dense"]);
  });

  test("the same sizes and lines have the same layout, whatever the texts say", () => {
    const finding = { severity: "error", rule: "x", message: "y" } as const;
    const more = twoInputs();
    const [first, ...others] = more.layers;
    const edited = { ...more, layers: [{ ...first!, name: "photo" }, ...others] };
    assert.equal(arranged(edited).key, arranged(twoInputs()).key);
    const found = { ...more, layers: [{ ...first!, findings: [finding] }, ...others] };
    assert.equal(arranged(found).key, arranged(twoInputs()).key);
    assert.notEqual(arranged(founding()).key, arranged(twoInputs()).key);
  });
});

describe("nested models", () => {
  test("are unfolded where there is room, and lines go on into them", () => {
    const arrangement = arranged(nested());
    assert.equal(arrangement.folded.size, 0);
    assert.deepEqual(
      edges(arrangement).filter((edge) => /input_layer >|re_lu >/.test(edge)),
      ["input_layer > encoder/encoder_input", "encoder/block/re_lu > encoder/flatten"],
    );
    assert.ok(edges(arrangement).includes("encoder/conv2d > encoder/block/block_input"));
    assert.ok(edges(arrangement).includes("encoder/dense > decoder/dense"));
  });

  test("have one card when they are folded", () => {
    const arrangement = arranged(nested(), { encoder: true, decoder: true });
    assert.deepEqual(nodes(arrangement.graph), ["input_layer", "encoder", "decoder"]);
    assert.deepEqual(edges(arrangement), ["input_layer > encoder", "encoder > decoder"]);
    assert.equal(arrangement.cardOf("encoder/block/re_lu"), "encoder");
    assert.equal(arrangement.cardOf("input_layer"), "input_layer");
  });

  test("the inner one alone can be folded", () => {
    const arrangement = arranged(nested(), { "encoder/block": true });
    const ids = nodes(arrangement.graph);
    assert.ok(ids.includes("encoder/block") && !ids.includes("encoder/block/re_lu"));
    assert.ok(edges(arrangement).includes("encoder/block > encoder/flatten"));
  });

  test("large ones are folded at first", () => {
    const layers = new Layers();
    const input = layers.add("InputLayer", "(None, 8)");
    layers.add("Functional", "(None, 8)", [input], { name: "large", layers: unet().layers });
    layers.add("Functional", "(None, 8)", [input], {
      name: "larger",
      layers: [...denseNet([6]).layers, ...unet().layers],
    });
    const { folded } = arranged(layers.model("both"));
    assert.deepEqual([folded.has("large"), folded.has("larger")], [false, true]);
  });

  test("where it is not clear which layer takes a tensor, the line ends at the frame", () => {
    const inner = new Layers("inner/");
    inner.add("InputLayer", "(None, 1)");
    inner.add("InputLayer", "(None, 2)");
    const layers = new Layers();
    const input = layers.add("InputLayer", "(None, 1)");
    layers.add("Functional", "(None, 1)", [input], { name: "inner", layers: inner.all });
    assert.deepEqual(edges(arranged(layers.model("odd"))), ["input_layer > inner"]);
  });
});

describe("layers that repeat", () => {
  const view = denseNet([6, 12, 24, 16]);
  const repeats = ["conv2", "conv3", "conv4", "conv5"].map((name) => `repeat:${name}_block1_0_bn`);

  test("are folded in a long model", () => {
    const ids = nodes(arranged(view).graph);
    assert.deepEqual(
      ids.filter((id) => id.startsWith("repeat:")),
      repeats,
    );
    assert.ok(ids.length < 30);
  });

  test("unfold turn by turn", () => {
    const repeat = repeats[0]!;
    const turns = nodes(arranged(view, { [repeat]: false }).graph).filter((id) =>
      id.startsWith("turn:"),
    );
    assert.equal(turns.length, 6);
    const opened = arranged(view, { [repeat]: false, [turns[0]!]: false });
    assert.ok(nodes(opened.graph).includes("conv2_block1_2_conv"));
    assert.ok(edges(opened).includes("pool1 > conv2_block1_concat"));
  });

  test("unfolded as a whole have every layer and every line", () => {
    const all = arranged(view);
    const choices = Object.fromEntries([...all.folded].map((id) => [id, false]));
    const arrangement = arranged(view, choices);
    const layers = nodes(arrangement.graph).filter((id) => !/^(repeat|turn):/.test(id));
    assert.deepEqual([...layers].sort(), view.layers.map(({ id }) => id).sort());
    const tensors = view.layers.reduce((count, { inputs }) => count + inputs.length, 0);
    assert.equal(edges(arrangement).length, tensors);
  });

  test("have the parameters of all and the shape of the last", () => {
    const repeat = arranged(view).items.find(({ id }) => id === repeats[0])!;
    const inside = view.layers.filter(({ name }) => name.startsWith("conv2_block"));
    const params = inside.reduce((sum, layer) => sum + (layer.params as number), 0);
    assert.equal(repeat.params, `${params.toLocaleString("en-US")} params`);
    assert.equal(repeat.shape, "(None, 56, 56, 256)");
    assert.equal(repeat.name, "conv2_block1 … 6");
    assert.equal(repeat.title, "6 × 7 layers");
  });

  test("show the findings of those inside", () => {
    const finding = { severity: "error", rule: "x", message: "y" } as const;
    const layers = view.layers.map((layer): LayerView =>
      layer.name === "conv3_block2_1_conv" ? { ...layer, findings: [finding] } : layer,
    );
    const { items } = arranged({ ...view, layers });
    const shown = items.filter(({ findings }) => findings.length > 0).map(({ id }) => id);
    assert.deepEqual(shown, [repeats[1]]);
  });

  test("a model that is short shows each layer", () => {
    assert.equal(arranged(unet()).folded.size, 0);
  });
});
