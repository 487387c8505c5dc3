/** What the diagram shows as cards: layers, nested models, and layers that repeat.
 *
 * An item with members is a card while it is folded and a frame around them while it is not.
 */

import { type DiagramStrings, filled } from "../../shared/diagramStrings";
import type { Count, Edge, LayerFinding, LayerView, ModelView } from "../../shared/modelView";
import { type Repeat, findRepeats } from "./repeats";

/** More layers than this in a row are hard to overlook: those that repeat are put together. */
export const MANY_LAYERS = 60;

export interface Item {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly kind: string;
  readonly shape: string;
  /** With its unit; empty for none. */
  readonly params: string;
  readonly trainable: LayerView["trainable"];
  /** Its own, and those of its members. */
  readonly findings: readonly LayerFinding[];
  readonly unknown: string | null;
  readonly isInput: boolean;
  readonly isOutput: boolean;
  readonly inputs: readonly Edge[];
  readonly members: readonly Item[];
  /** Whether it stands for layers in a row, not for one that the program has. */
  readonly isRepeat: boolean;
  /** How many layers it stands for. */
  readonly layerCount: number;
}

/** The items of a model, in the order of its layers. */
export function itemsOf(view: ModelView, strings: DiagramStrings): readonly Item[] {
  return new Builder(new Set(view.outputs), strings).items(view.layers);
}

class Builder {
  constructor(
    private readonly outputs: ReadonlySet<string>,
    private readonly strings: DiagramStrings,
  ) {}

  items(layers: readonly LayerView[]): readonly Item[] {
    const items = layers.map((layer) => this.layer(layer));
    return layers.length > MANY_LAYERS ? this.withRepeats(layers, items) : items;
  }

  private layer(layer: LayerView): Item {
    const members = this.items(layer.layers);
    return {
      id: layer.id,
      title: layer.className,
      name: layer.name,
      kind: layer.kind,
      shape: layer.outputShapes.join(", "),
      params: this.params(layer.params),
      trainable: layer.params === 0 ? "all" : layer.trainable,
      findings: [...layer.findings, ...members.flatMap((member) => member.findings)],
      unknown: layer.unknown,
      isInput: layer.kind === "input",
      isOutput: this.outputs.has(layer.id),
      inputs: layer.inputs,
      members,
      isRepeat: false,
      layerCount: Math.max(1, count(members)),
    };
  }

  private withRepeats(layers: readonly LayerView[], items: readonly Item[]): readonly Item[] {
    const together: Item[] = [];
    let next = 0;
    for (const repeat of findRepeats(layers)) {
      together.push(...items.slice(next, repeat.start), this.repeat(repeat, layers, items));
      next = repeat.start + repeat.length * repeat.times;
    }
    return [...together, ...items.slice(next)];
  }

  private repeat(
    { start, length, times }: Repeat,
    layers: readonly LayerView[],
    items: readonly Item[],
  ): Item {
    const end = start + length * times;
    const all = items.slice(start, end);
    const turns = Array.from({ length: times }, (_, turn) => {
      const from = start + turn * length;
      return this.together(
        `turn:${layers[from]!.id}`,
        filled(this.strings.layers, length),
        layers.slice(from, from + length),
        items.slice(from, from + length),
      );
    });
    const title =
      length === 1
        ? filled(this.strings.repeatedLayer, times, layers[start]!.className)
        : filled(this.strings.repeated, times, length);
    const repeat = this.together(
      `repeat:${layers[start]!.id}`,
      title,
      layers.slice(start, end),
      all,
    );
    return length === 1
      ? { ...repeat, kind: all[0]!.kind }
      : { ...repeat, name: span(turns[0]!.name, turns.at(-1)!.name), members: turns };
  }

  /** An item that stands for layers in a row. */
  private together(
    id: string,
    title: string,
    layers: readonly LayerView[],
    members: readonly Item[],
  ): Item {
    const last = members.at(-1)!;
    const states = new Set(
      layers.filter(({ params }) => params !== 0).map(({ trainable }) => trainable),
    );
    return {
      id,
      title,
      name: commonName(members.map(({ name }) => name)),
      kind: "model",
      shape: last.shape,
      params: this.params(sum(layers.map(({ params }) => params))),
      trainable: states.size === 1 ? [...states][0]! : states.has("none") ? "partly" : "all",
      findings: members.flatMap(({ findings }) => findings),
      unknown: null,
      isInput: false,
      isOutput: members.some(({ isOutput }) => isOutput),
      inputs: [],
      members,
      isRepeat: true,
      layerCount: count(members),
    };
  }

  private params(params: Count): string {
    if (params === 0) {
      return "";
    }
    const text = typeof params === "number" ? params.toLocaleString("en-US") : (params ?? "?");
    return filled(this.strings.params, text);
  }
}

/** The layer that an item stands for; of a repeat, its first. */
export function layerOf(item: Item): Item {
  return item.isRepeat ? layerOf(item.members[0]!) : item;
}

function count(items: readonly Item[]): number {
  return items.reduce((total, { layerCount }) => total + layerCount, 0);
}

/** The sum, where each is a number. */
function sum(counts: readonly Count[]): Count {
  return counts.reduce<Count>(
    (total, count) =>
      typeof total === "number" && typeof count === "number" ? total + count : null,
    0,
  );
}

/** `conv4_block1` for `conv4_block1_0_bn` and `conv4_block1_concat`; else the first and the last. */
function commonName(names: readonly string[]): string {
  const parts = names.map((name) => name.split("_"));
  const first = parts[0]!;
  const differs = first.findIndex((part, index) => parts.some((other) => other[index] !== part));
  const common = first.slice(0, differs < 0 ? first.length : differs).join("_");
  return common.length > 1 ? common : span(names[0]!, names.at(-1)!);
}

/** `block1 … 6` for `block1` and `block6`. */
function span(first: string, last: string): string {
  const stem = first.replace(/\d+$/, "");
  const end = last.replace(/\d+$/, "") === stem ? last.slice(stem.length) : last;
  return first === last ? first : `${first} … ${end}`;
}
