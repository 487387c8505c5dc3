/** The looks of the diagram: VS Code's theme colours, and what has which of them.
 *
 * Colours: https://code.visualstudio.com/api/references/theme-color
 */

/** Custom properties of a webview, or a colour; the first one that the theme has is taken. */
export const COLOURS = {
  background: ["--vscode-editor-background"],
  card: ["--vscode-editorWidget-background", "--vscode-editor-background"],
  border: ["--vscode-contrastBorder", "--vscode-checkbox-border", "--vscode-editorWidget-border"],
  frame: ["--vscode-contrastBorder", "--vscode-editorWidget-border", "--vscode-checkbox-border"],
  text: ["--vscode-foreground"],
  muted: ["--vscode-descriptionForeground", "--vscode-foreground"],
  line: ["--vscode-charts-lines", "--vscode-descriptionForeground"],
  badge: ["--vscode-badge-background"],
  badgeBorder: ["--vscode-contrastBorder", "transparent"],
  badgeText: ["--vscode-badge-foreground"],
  error: ["--vscode-editorError-foreground", "--vscode-charts-red"],
  warning: ["--vscode-editorWarning-foreground", "--vscode-charts-yellow"],
  info: ["--vscode-editorInfo-foreground", "--vscode-charts-blue"],
  blue: ["--vscode-charts-blue"],
  green: ["--vscode-charts-green"],
  orange: ["--vscode-charts-orange"],
  purple: ["--vscode-charts-purple"],
  red: ["--vscode-charts-red"],
  yellow: ["--vscode-charts-yellow"],
  cyan: ["--vscode-terminal-ansiCyan", "--vscode-charts-blue"],
  magenta: ["--vscode-terminal-ansiMagenta", "--vscode-charts-purple"],
} as const;

export type Colour = keyof typeof COLOURS;

export interface Look {
  readonly fill?: Colour;
  readonly stroke?: Colour;
  readonly width?: number;
  readonly dash?: string;
  readonly size?: number;
  readonly weight?: number;
}

const KINDS = {
  input: "muted",
  convolution: "blue",
  pooling: "green",
  core: "purple",
  recurrent: "orange",
  attention: "magenta",
  normalization: "yellow",
  regularization: "red",
  activation: "cyan",
  reshaping: "line",
  merging: "orange",
  preprocessing: "green",
  operation: "line",
  model: "text",
  other: "muted",
} as const satisfies Record<string, Colour>;

type Kind = keyof typeof KINDS;

const LOOKS = {
  card: { fill: "card", stroke: "border", width: 1 },
  "card-behind": { fill: "card", stroke: "border", width: 1 },
  "card-unknown": { fill: "card", stroke: "muted", width: 1, dash: "4 3" },
  "card-error": { fill: "card", stroke: "error", width: 1.5 },
  "card-warning": { fill: "card", stroke: "warning", width: 1.5 },
  "card-info": { fill: "card", stroke: "info", width: 1.5 },
  frame: { fill: "background", stroke: "frame", width: 1 },
  "frame-error": { fill: "background", stroke: "error", width: 1.5 },
  "frame-warning": { fill: "background", stroke: "warning", width: 1.5 },
  "frame-info": { fill: "background", stroke: "info", width: 1.5 },
  ground: { fill: "background" },
  line: { stroke: "line", width: 1.2 },
  arrow: { fill: "line" },
  label: { fill: "muted", size: 11, weight: 400 },
  title: { fill: "text", size: 13, weight: 600 },
  brief: { fill: "text", size: 26, weight: 600 },
  text: { fill: "text", size: 12, weight: 400 },
  muted: { fill: "muted", size: 12, weight: 400 },
  badge: { fill: "badge", stroke: "badgeBorder", width: 1 },
  "badge-text": { fill: "badgeText", size: 10, weight: 400 },
  "icon-error": { fill: "error" },
  "icon-warning": { fill: "warning" },
  "icon-info": { fill: "info" },
  icon: { fill: "muted" },
} as const satisfies Record<string, Look>;

/** What a shape is; the name of its class, too. */
export type Role = keyof typeof LOOKS | `kind-${Kind}`;

const ALL: Readonly<Record<string, Look>> = {
  ...LOOKS,
  ...Object.fromEntries(
    Object.entries(KINDS).map(([kind, fill]): [string, Look] => [`kind-${kind}`, { fill }]),
  ),
};

export function look(role: Role): Look {
  return ALL[role]!;
}

/** The role that colours layers of a kind. */
export function kindRole(kind: string): Role {
  return kind in KINDS ? `kind-${kind as Kind}` : "kind-other";
}

/** The colour of layers of a kind, for a style sheet. */
export function kindColour(kind: string): string {
  return variable(kind in KINDS ? KINDS[kind as Kind] : "muted");
}

/** The rules of all roles, for the webview. */
export function styleSheet(): string {
  return Object.entries(ALL)
    .map(([role, { fill, stroke, width, dash, size, weight }]) => {
      const declarations = [
        `fill: ${fill === undefined ? "none" : variable(fill)}`,
        ...(stroke === undefined ? [] : [`stroke: ${variable(stroke)}`]),
        ...(width === undefined ? [] : [`stroke-width: ${String(width)}px`]),
        ...(dash === undefined ? [] : [`stroke-dasharray: ${dash}`]),
        ...(size === undefined ? [] : [`font-size: ${String(size)}px`]),
        ...(weight === undefined ? [] : [`font-weight: ${String(weight)}`]),
      ];
      return `.${role} { ${declarations.join("; ")}; }`;
    })
    .join("\n");
}

/** `var(--first, var(--second))` */
export function variable(colour: Colour): string {
  return COLOURS[colour].reduceRight<string>(
    (fallback, name) =>
      name.startsWith("--") ? `var(${name}${fallback === "" ? "" : `, ${fallback}`})` : name,
    "",
  );
}
