/** Models as the server would describe them: for the diagram's tests and its benchmark. */

import type { Edge, LayerView, ModelView } from "../../../client/shared/modelView";

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };

type Facts = Partial<Omit<LayerView, "inputs" | "layers">>;

/** Layers one after the other; what a layer reads is given by its id. */
export class Layers {
  readonly all: LayerView[] = [];
  private readonly names = new Map<string, number>();

  constructor(private readonly prefix = "") {}

  /** Adds a layer; its id. */
  add(
    className: string,
    shape: string,
    inputs: readonly string[] = [],
    facts: Facts & { layers?: readonly LayerView[] } = {},
  ): string {
    const name = facts.name ?? this.name(className);
    const edges = inputs.map((from): Edge => ({ from, shape: this.shapeOf(from) }));
    const layer: LayerView = {
      id: this.prefix + name,
      name,
      className,
      kind: KINDS[className] ?? "other",
      inputShapes: edges.map((edge) => edge.shape),
      outputShapes: shape === "" ? [] : [shape],
      params: 0,
      trainable: "all",
      dtype: "float32",
      place: { uri: "file:///model.py", range: RANGE },
      inputs: edges,
      findings: [],
      unknown: null,
      layers: [],
      ...facts,
    };
    this.all.push(layer);
    return layer.id;
  }

  /** Layers that read one another, the first one what `input` gives. */
  chain(input: string, ...layers: readonly [string, string, Facts?][]): string {
    return layers.reduce(
      (from, [className, shape, facts]) => this.add(className, shape, [from], facts),
      input,
    );
  }

  model(label: string, ...outputs: readonly string[]): ModelView {
    return {
      id: label,
      key: 0,
      label,
      name: label,
      className: "Functional",
      place: { uri: "file:///model.py", range: RANGE },
      outputShapes: outputs.map((id) => this.shapeOf(id)),
      outputs,
      totals: { params: null, trainable: null, nonTrainable: null, bytes: null },
      atLeast: null,
      problem: null,
      layers: this.all,
    };
  }

  private name(className: string): string {
    const base = snakeCase(className);
    const number = this.names.get(base) ?? 0;
    this.names.set(base, number + 1);
    return number === 0 ? base : `${base}_${String(number)}`;
  }

  private shapeOf(id: string): string {
    return this.all.find((layer) => layer.id === id)?.outputShapes[0] ?? "";
  }
}

/** As Keras names its layers. */
function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

const KINDS: Readonly<Record<string, string>> = {
  InputLayer: "input",
  Conv2D: "convolution",
  Conv2DTranspose: "convolution",
  Conv1D: "convolution",
  MaxPooling2D: "pooling",
  AveragePooling2D: "pooling",
  GlobalAveragePooling2D: "pooling",
  Dense: "core",
  Embedding: "core",
  LSTM: "recurrent",
  GRU: "recurrent",
  MultiHeadAttention: "attention",
  BatchNormalization: "normalization",
  LayerNormalization: "normalization",
  Dropout: "regularization",
  Activation: "activation",
  ReLU: "activation",
  Flatten: "reshaping",
  Reshape: "reshaping",
  ZeroPadding2D: "reshaping",
  UpSampling2D: "reshaping",
  Add: "merging",
  Concatenate: "merging",
  Rescaling: "preprocessing",
  Functional: "model",
  Sequential: "model",
};

/** What a beginner writes: the first `Dense` gets an image. */
export function founding(): ModelView {
  const layers = new Layers();
  const dense = layers.add("Dense", "(None, 28, 28, 64)", [], {
    params: 128,
    findings: [
      {
        severity: "warning",
        rule: "dense-before-flatten",
        message:
          "Dense works on the last axis only: it gets (None, 28, 28, 1) and has 128 parameters.",
      },
    ],
  });
  const last = layers.chain(
    dense,
    ["Flatten", "(None, 50176)"],
    ["Dense", "(None, 10)", { params: 501_770 }],
  );
  return layers.model("sequential", last);
}

export function residual(): ModelView {
  const layers = new Layers();
  const input = layers.add("InputLayer", "(None, 32, 32, 3)");
  const start = layers.add("Conv2D", "(None, 32, 32, 64)", [input], { params: 1_792 });
  const path = layers.chain(
    start,
    ["Conv2D", "(None, 32, 32, 64)", { params: 36_928 }],
    ["BatchNormalization", "(None, 32, 32, 64)", { params: 256, trainable: "partly" }],
    ["Activation", "(None, 32, 32, 64)"],
    ["Conv2D", "(None, 32, 32, 64)", { params: 36_928, trainable: "none" }],
  );
  const sum = layers.add("Add", "(None, 32, 32, 64)", [path, start]);
  const head = layers.chain(
    sum,
    ["Activation", "(None, 32, 32, 64)"],
    ["GlobalAveragePooling2D", "(None, 64)"],
    ["Dense", "(None, 10)", { params: 650 }],
  );
  return layers.model("residual", head);
}

export function inception(): ModelView {
  const layers = new Layers();
  const input = layers.add("InputLayer", "(None, 28, 28, 192)");
  const conv = (from: string, filters: number, facts: Facts = {}): string =>
    layers.add("Conv2D", `(None, 28, 28, ${String(filters)})`, [from], facts);
  const branches = [
    conv(input, 64, { params: 12_352 }),
    conv(conv(input, 96, { params: 18_528 }), 128, { params: 110_720 }),
    conv(conv(input, 16, { params: 3_088 }), 32, { params: 12_832 }),
    conv(layers.add("MaxPooling2D", "(None, 28, 28, 192)", [input]), 32, { params: 6_176 }),
  ];
  const merged = layers.add("Concatenate", "(None, 28, 28, 256)", branches);
  return layers.model("inception", merged);
}

/** Two inputs, two outputs, an error and a layer of which nothing is known. */
export function twoInputs(): ModelView {
  const layers = new Layers();
  const image = layers.add("InputLayer", "(None, 64, 64, 3)", [], { name: "image" });
  const text = layers.add("InputLayer", "(None, None)", [], { name: "text" });
  const seen = layers.chain(
    image,
    ["Conv2D", "(None, 62, 62, 32)", { params: 896 }],
    ["GlobalAveragePooling2D", "(None, 32)"],
  );
  const read = layers.chain(
    text,
    ["Embedding", "(None, None, 64)", { params: 640_000 }],
    ["LSTM", "(None, 32)", { params: 12_416 }],
  );
  const both = layers.add("Concatenate", "(None, 64)", [seen, read]);
  const label = layers.add("Dense", "(None, 5)", [both], { name: "label", params: 325 });
  const mine = layers.add("AttentionPooling", "", [both], {
    params: null,
    trainable: "unknown",
    unknown: "its class is not in this workspace",
  });
  const score = layers.add("Dense", "", [mine], {
    name: "score",
    params: "64·units + units",
    unknown: "its input is not known",
    findings: [
      {
        severity: "error",
        rule: "refused-by-keras",
        message: "units has to be positive: it is -1",
      },
    ],
  });
  return layers.model("two_inputs", label, score);
}

/** An autoencoder of two models, one of which contains a third. */
export function nested(): ModelView {
  const block = new Layers("encoder/block/");
  block.chain(
    block.add("InputLayer", "(None, 14, 14, 32)", [], { name: "block_input" }),
    ["Conv2D", "(None, 14, 14, 32)", { params: 9_248 }],
    ["BatchNormalization", "(None, 14, 14, 32)", { params: 128 }],
    ["ReLU", "(None, 14, 14, 32)"],
  );
  const encoder = new Layers("encoder/");
  const seen = encoder.chain(
    encoder.add("InputLayer", "(None, 28, 28, 1)", [], { name: "encoder_input" }),
    ["Conv2D", "(None, 14, 14, 32)", { params: 320 }],
  );
  const inner = encoder.add("Functional", "(None, 14, 14, 32)", [seen], {
    name: "block",
    params: 9_376,
    layers: block.all,
  });
  encoder.chain(inner, ["Flatten", "(None, 6272)"], ["Dense", "(None, 16)", { params: 100_368 }]);
  const decoder = new Layers("decoder/");
  decoder.chain(
    decoder.add("Dense", "(None, 6272)", [], { params: 106_624 }),
    ["Reshape", "(None, 14, 14, 32)"],
    ["Conv2DTranspose", "(None, 28, 28, 1)", { params: 289 }],
  );
  const layers = new Layers();
  const input = layers.add("InputLayer", "(None, 28, 28, 1)");
  const code = layers.add("Functional", "(None, 16)", [input], {
    name: "encoder",
    params: 110_064,
    layers: encoder.all,
  });
  const image = layers.add("Sequential", "(None, 28, 28, 1)", [code], {
    name: "decoder",
    params: 106_913,
    trainable: "none",
    layers: decoder.all,
  });
  return layers.model("autoencoder", image);
}

export function unet(): ModelView {
  const layers = new Layers();
  const shape = (size: number, filters: number): string =>
    `(None, ${String(size)}, ${String(size)}, ${String(filters)})`;
  const twice = (from: string, size: number, filters: number): string =>
    layers.chain(from, ["Conv2D", shape(size, filters)], ["Conv2D", shape(size, filters)]);
  let x = layers.add("InputLayer", shape(256, 3));
  const kept: [string, number, number][] = [];
  for (const [size, filters] of [
    [256, 64],
    [128, 128],
    [64, 256],
    [32, 512],
  ] as const) {
    x = twice(x, size, filters);
    kept.unshift([x, size, filters]);
    x = layers.add("MaxPooling2D", shape(size / 2, filters), [x]);
  }
  x = twice(x, 16, 1024);
  for (const [skip, size, filters] of kept) {
    const up = layers.add("Conv2DTranspose", shape(size, filters), [x]);
    x = twice(layers.add("Concatenate", shape(size, 2 * filters), [up, skip]), size, filters);
  }
  return layers.model("unet", layers.add("Conv2D", shape(256, 1), [x], { params: 65 }));
}

/** A DenseNet with as many layers in each of its blocks; 121 has 6, 12, 24, 16. */
export function denseNet(blocks: readonly number[] = [6, 12, 24, 16]): ModelView {
  const layers = new Layers();
  const shape = (size: number, filters: number): string =>
    `(None, ${String(size)}, ${String(size)}, ${String(filters)})`;
  let [size, filters] = [56, 64];
  let x = layers.chain(
    layers.add("InputLayer", shape(224, 3)),
    ["ZeroPadding2D", shape(230, 3)],
    ["Conv2D", shape(112, 64), { name: "conv1_conv", params: 9_408 }],
    ["BatchNormalization", shape(112, 64), { name: "conv1_bn", params: 256 }],
    ["Activation", shape(112, 64), { name: "conv1_relu" }],
    ["ZeroPadding2D", shape(114, 64)],
    ["MaxPooling2D", shape(56, 64), { name: "pool1" }],
  );
  blocks.forEach((count, block) => {
    for (let turn = 1; turn <= count; turn += 1) {
      const name = `conv${String(block + 2)}_block${String(turn)}`;
      const path = layers.chain(
        x,
        ["BatchNormalization", shape(size, filters), { name: `${name}_0_bn`, params: 4 * filters }],
        ["Activation", shape(size, filters), { name: `${name}_0_relu` }],
        ["Conv2D", shape(size, 128), { name: `${name}_1_conv`, params: filters * 128 }],
        ["BatchNormalization", shape(size, 128), { name: `${name}_1_bn`, params: 512 }],
        ["Activation", shape(size, 128), { name: `${name}_1_relu` }],
        ["Conv2D", shape(size, 32), { name: `${name}_2_conv`, params: 36_864 }],
      );
      filters += 32;
      x = layers.add("Concatenate", shape(size, filters), [x, path], { name: `${name}_concat` });
    }
    if (block < blocks.length - 1) {
      const name = `pool${String(block + 2)}`;
      x = layers.chain(
        x,
        ["BatchNormalization", shape(size, filters), { name: `${name}_bn`, params: 4 * filters }],
        ["Activation", shape(size, filters), { name: `${name}_relu` }],
        [
          "Conv2D",
          shape(size, filters / 2),
          { name: `${name}_conv`, params: (filters * filters) / 2 },
        ],
        ["AveragePooling2D", shape(size / 2, filters / 2), { name: `${name}_pool` }],
      );
      filters /= 2;
      size /= 2;
    }
  });
  const last = layers.chain(
    x,
    ["BatchNormalization", shape(size, filters), { name: "bn", params: 4 * filters }],
    ["Activation", shape(size, filters), { name: "relu" }],
    ["GlobalAveragePooling2D", `(None, ${String(filters)})`, { name: "avg_pool" }],
    ["Dense", "(None, 1000)", { name: "predictions", params: filters * 1000 + 1000 }],
  );
  return layers.model("densenet", last);
}

/** A model that Keras refuses at the second of three recurrent layers, the last one in a model. */
export function refused(): ModelView {
  const layers = new Layers();
  const last = layers.chain(
    layers.add("InputLayer", "(None, 10, 8)"),
    ["LSTM", "(None, 32)", { params: 5248, findings: [finding("information", "It may be slow.")] }],
    ["LSTM", "", { ...NOT_KNOWN, findings: [finding("error", "LSTM needs a sequence.")] }],
  );
  const inner = new Layers("head/");
  inner.add("Dense", "", [], { ...NOT_KNOWN, findings: [finding("warning", "It is linear.")] });
  const head = layers.add("Sequential", "", [last], {
    ...NOT_KNOWN,
    name: "head",
    layers: inner.all,
  });
  return {
    ...layers.model("refused", head),
    atLeast: { params: 5248, trainable: 5248, nonTrainable: 0, bytes: 20_992 },
    problem: { text: "LSTM needs a sequence.", layer: "lstm_1", isRefusal: true },
  };
}

const NOT_KNOWN = {
  params: null,
  trainable: "unknown",
  unknown: "Its input is not known.",
} as const;

function finding(
  severity: "error" | "warning" | "information",
  message: string,
): LayerView["findings"][number] {
  return { severity, rule: "some-rule", message };
}
