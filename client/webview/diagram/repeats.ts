/** Finds layers that repeat, as the blocks of a ResNet or a DenseNet do.
 *
 * Two layers are alike if their class is the same and their inputs come from as many layers
 * before them. Shapes and names may differ: a block has more channels than the one before it.
 */

import type { LayerView } from "../../shared/modelView";

/** `times` times `length` layers, from the layer at `start` on. */
export interface Repeat {
  readonly start: number;
  readonly length: number;
  readonly times: number;
}

const LONGEST_BLOCK = 64;
/** Fewer layers than this are not worth a card of their own. */
const FEWEST_LAYERS = 6;
/** A short block may come twice by chance. */
const SHORT_BLOCK = 3;

/** Repeats that do not overlap, in order. */
export function findRepeats(layers: readonly LayerView[]): readonly Repeat[] {
  return repeatsBetween(new Row(layers), 0, layers.length);
}

function repeatsBetween(row: Row, from: number, to: number): readonly Repeat[] {
  const best = row.best(from, to);
  if (best === undefined) {
    return [];
  }
  const end = best.start + best.length * best.times;
  return [...repeatsBetween(row, from, best.start), best, ...repeatsBetween(row, end, to)];
}

class Row {
  private readonly likeness: readonly string[];
  /** How many layers read what a layer gives. */
  private readonly readers: readonly number[];

  constructor(layers: readonly LayerView[]) {
    const indices = new Map(layers.map(({ id }, index) => [id, index]));
    const readers = layers.map(() => 0);
    this.likeness = layers.map((layer, index) => {
      const offsets = layer.inputs.map(({ from }) => {
        const source = indices.get(from);
        if (source === undefined) {
          return "outside";
        }
        readers[source]! += 1;
        return String(index - source);
      });
      return [layer.className, ...offsets].join(" ");
    });
    this.readers = readers;
  }

  /** The repeat that puts most layers together; of equal ones, the one that begins where the
   * graph branches, else the shortest block and the first. */
  best(from: number, to: number): Repeat | undefined {
    let best: (Repeat & { readonly layers: number; readonly branches: boolean }) | undefined;
    for (let length = 1; length <= Math.min(LONGEST_BLOCK, (to - from) / 2); length += 1) {
      let alike = 0;
      for (let start = to - length - 1; start >= from; start -= 1) {
        alike = this.likeness[start] === this.likeness[start + length] ? alike + 1 : 0;
        const times = Math.floor(alike / length) + 1;
        const layers = times * length;
        if (layers < FEWEST_LAYERS || times < (length > SHORT_BLOCK ? 2 : 3)) {
          continue;
        }
        const branches = (this.readers[start - 1] ?? 0) > 1;
        const isBetter =
          best === undefined ||
          layers > best.layers ||
          (layers === best.layers && length === best.length && (branches || !best.branches));
        if (isBetter) {
          best = { start, length, times, layers, branches };
        }
      }
    }
    return best && { start: best.start, length: best.length, times: best.times };
  }
}
