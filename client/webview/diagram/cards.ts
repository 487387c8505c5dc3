/** Draws a card, and the frame around the members of an unfolded item. */

import { type DiagramStrings, filled } from "../../shared/diagramStrings";
import type { LayerFinding } from "../../shared/modelView";
import type { Item } from "./items";
import { type Role, kindRole } from "./palette";
import type { Box, Card, Shape } from "./picture";
import { BRIEF, GAP, ICON, ICON_GAP, PADDING, type Sizes, TEXT, TITLE } from "./sizes";
import { iconsOf, secondText, worstSeverity } from "./sizes";

const RADIUS = 4;
const STRIP = 5;
const FIRST_LINE = 20;
const SECOND_LINE = 39;
/** How high a line of text is, and where its base line is in it. */
const LINE = { height: 18, base: 13 };
const BEHIND = 4;
const BADGE_HEIGHT = 14;

export class CardDrawing {
  constructor(
    private readonly sizes: Sizes,
    private readonly strings: DiagramStrings,
  ) {}

  card(item: Item, box: Box): Card {
    const { width, height } = box;
    const whole = { radius: RADIUS, x: 0, y: 0, width, height };
    const behind = { ...whole, x: BEHIND, y: BEHIND };
    return {
      ...this.described(item, box),
      isFrame: false,
      ground: [],
      base: [
        ...(item.members.length > 0 ? [rectangle("card-behind", behind)] : []),
        rectangle(cardRole(item), whole),
        { tag: "path", role: kindRole(item.kind), d: stripPath(height) },
      ],
      far: [rectangle(kindRole(item.kind), whole)],
      brief: this.brief(item, box),
      details: this.texts(item, width, false),
    };
  }

  frame(item: Item, box: Box): Card {
    const { width, height } = box;
    const severity = worstSeverity(item);
    const role = severity === undefined ? "frame" : (`frame-${severity}` as const);
    return {
      ...this.described(item, box),
      isFrame: true,
      ground: [rectangle(role, { radius: RADIUS, x: 0, y: 0, width, height })],
      base: [],
      far: [],
      brief: [],
      details: this.texts(item, width, true),
    };
  }

  private described(item: Item, box: Box): Pick<Card, "item" | "box" | "label" | "tooltip"> {
    const { strings } = this;
    const isModel = item.members.length > 0 && !item.isRepeat;
    const facts = [
      [item.title, item.name].filter(Boolean).join(" "),
      ...this.sizes.badgesOf(item),
      secondText(item) === "" ? "" : filled(strings.outputShape, secondText(item)),
      item.params,
      isModel ? filled(strings.layers, item.layerCount) : "",
      { none: strings.frozen, partly: strings.partlyFrozen, all: "", unknown: "" }[item.trainable],
      item.unknown === null ? "" : filled(strings.notKnown, item.unknown),
    ].filter(Boolean);
    const findings = item.findings.map(
      (finding) => `${this.severity(finding)}: ${finding.message}`,
    );
    return {
      item,
      box,
      label: [facts.join(", "), ...findings].join(". "),
      tooltip: [...facts, ...findings].join("\n"),
    };
  }

  private severity({ severity }: LayerFinding): string {
    const { error, warning, information } = this.strings;
    return { error, warning, information, hint: information }[severity];
  }

  private texts(item: Item, width: number, isFrame: boolean): readonly Shape[] {
    const shapes = [...this.heading(item, width, isFrame), ...this.secondLine(item, width)];
    return isFrame ? shapes.flatMap((shape) => [...this.groundOf(shape), shape]) : shapes;
  }

  /** Icons, title, badges; the parameters at the other end. */
  private heading(item: Item, width: number, isUnfolded: boolean): readonly Shape[] {
    const { sizes } = this;
    const shapes: Shape[] = [];
    let x = PADDING;
    const icons = iconsOf(item);
    for (const icon of icons.filter((name) => name !== "lock")) {
      const chevron = isUnfolded ? "chevron-down" : "chevron-right";
      const name = icon === "chevron" ? chevron : icon;
      const role = icon === "chevron" ? "icon" : (`icon-${icon}` as const);
      const act = isUnfolded ? this.strings.fold : this.strings.unfold;
      const tooltip = icon === "chevron" ? { tooltip: act } : {};
      const place = { x: x - 1, y: FIRST_LINE - LINE.base + 1 };
      shapes.push({ tag: "icon", role, icon: name, ...place, ...tooltip });
      x += ICON + ICON_GAP;
    }
    const room = width - 2 * PADDING - sizes.extrasWidth(item);
    const params = sizes.shortened(item.params, TEXT, room);
    const taken = params === "" ? 0 : sizes.measure(params, TEXT) + GAP;
    const title = sizes.shortened(item.title, TITLE, room - taken);
    shapes.push(text("title", x, FIRST_LINE, title));
    x += sizes.measure(title, TITLE);
    if (icons.includes("lock")) {
      x += ICON_GAP;
      shapes.push({ tag: "icon", role: "icon", icon: "lock", x, y: FIRST_LINE - LINE.base });
      x += ICON;
    }
    for (const badge of sizes.badgesOf(item)) {
      shapes.push(...this.badge(badge, x + ICON_GAP + 2));
      x += sizes.badgeWidth(badge) + ICON_GAP + 2;
    }
    return params === ""
      ? shapes
      : [...shapes, text("muted", width - PADDING, FIRST_LINE, params, "end")];
  }

  /** The name and the shape, which is cut last. */
  private secondLine(item: Item, width: number): readonly Shape[] {
    const { sizes } = this;
    const room = width - 2 * PADDING;
    const second = sizes.shortened(secondText(item), TEXT, room);
    const taken = second === "" ? 0 : sizes.measure(second, TEXT) + GAP;
    const name = sizes.shortened(item.name, TEXT, room - taken);
    const role = item.unknown === null ? "text" : "muted";
    return [
      ...(name === "" ? [] : [text("muted", PADDING, SECOND_LINE, name)]),
      ...(second === "" ? [] : [text(role, width - PADDING, SECOND_LINE, second, "end")]),
    ];
  }

  private badge(word: string, x: number): readonly Shape[] {
    const width = this.sizes.badgeWidth(word);
    const box = { x, y: FIRST_LINE - LINE.base + 2, width, height: BADGE_HEIGHT };
    return [
      rectangle("badge", { radius: BADGE_HEIGHT / 2, ...box }),
      text("badge-text", x + width / 2, box.y + 10.5, word, "middle"),
    ];
  }

  private brief(item: Item, { width, height }: Box): readonly Shape[] {
    const title = this.sizes.shortened(item.title, BRIEF, width - 2 * PADDING - STRIP);
    return [text("brief", PADDING + STRIP, height / 2 + 9, title)];
  }

  /** Covers a line that runs behind a text or an icon of a frame. */
  private groundOf(shape: Shape): readonly Shape[] {
    if (shape.tag === "icon") {
      return [rectangle("ground", { ...shape, radius: 0, width: ICON, height: ICON })];
    }
    if (shape.tag !== "text" || shape.role === "badge-text") {
      return [];
    }
    const font = shape.role === "title" ? TITLE : TEXT;
    const width = this.sizes.measure(shape.text, font) + 2 * ICON_GAP;
    const x = shape.anchor === "end" ? shape.x - width + ICON_GAP : shape.x - ICON_GAP;
    const y = shape.y - LINE.base;
    return [rectangle("ground", { radius: 0, x, y, width, height: LINE.height })];
  }
}

function rectangle(role: Role, box: Box & { readonly radius: number }): Shape {
  const { x, y, width, height, radius } = box;
  return { tag: "rect", role, x, y, width, height, radius };
}

function text(
  role: Role,
  x: number,
  y: number,
  words: string,
  anchor: "start" | "middle" | "end" = "start",
): Shape {
  return { tag: "text", role, x, y, anchor, text: words };
}

/** The colour of a card's kind, at its left end with its corners. */
function stripPath(height: number): string {
  const [r, h, w] = [String(RADIUS), String(height), String(STRIP)];
  const straight = String(height - RADIUS);
  return `M${w} 0H${r}A${r} ${r} 0 0 0 0 ${r}V${straight}A${r} ${r} 0 0 0 ${r} ${h}H${w}Z`;
}

function cardRole(item: Item): Role {
  const severity = worstSeverity(item);
  if (severity !== undefined) {
    return `card-${severity}`;
  }
  return item.unknown === null ? "card" : "card-unknown";
}
