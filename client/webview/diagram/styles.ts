/** The style sheet of the diagram. */

import { css, unsafeCSS } from "lit";

import { styleSheet, variable } from "./palette";

const focus = unsafeCSS("var(--vscode-contrastActiveBorder, var(--vscode-focusBorder))");
const match = unsafeCSS(
  "var(--vscode-editor-findMatchHighlightBorder, var(--vscode-editorOverviewRuler-findMatchForeground, var(--vscode-charts-orange)))",
);
/** As the line of the cursor in an editor. */
const marked = unsafeCSS(
  "var(--vscode-contrastActiveBorder, var(--vscode-editorLineNumber-activeForeground, var(--vscode-foreground)))",
);
const background = unsafeCSS(variable("background"));

/** `off`: out of view; `far`, `brief-level`: zoomed out. */
export const canvasStyles = [
  unsafeCSS(styleSheet()),
  css`
    :host {
      display: block;
      min-width: 0;
      min-height: 0;
      background: ${background};
    }
    .canvas {
      width: 100%;
      height: 100%;
      display: block;
      overflow: clip;
      cursor: grab;
      touch-action: none;
      user-select: none;
      -webkit-user-select: none;
    }
    .canvas:active {
      cursor: grabbing;
    }
    .canvas:focus {
      outline: none;
    }
    .canvas:focus-visible {
      outline: 1px solid var(--vscode-focusBorder);
      outline-offset: -1px;
    }
    .item {
      cursor: pointer;
      outline: none;
    }
    .off .details,
    .off .brief-part,
    .off.connection {
      display: none;
    }
    .brief-part,
    .far-part {
      display: none;
    }
    .canvas.brief-level .details,
    .canvas.far .details {
      display: none;
    }
    .canvas.brief-level .item:not(.off) .brief-part {
      display: inline;
    }
    .canvas.brief-level .far-part {
      display: inline;
      opacity: 0.25;
    }
    .canvas.far .far-part {
      display: inline;
    }
    .hit {
      fill: transparent;
    }
    .ring {
      fill: none;
      stroke: none;
      stroke-width: 2px;
      vector-effect: non-scaling-stroke;
      pointer-events: none;
    }
    .item:hover .ring {
      stroke: var(--vscode-list-hoverBackground, transparent);
    }
    .match .ring {
      stroke: ${match};
      stroke-dasharray: 4 2;
    }
    .marked .ring {
      stroke: ${marked};
      stroke-dasharray: none;
    }
    .selected .ring,
    .item:focus-visible .ring {
      stroke: ${focus};
      stroke-dasharray: none;
    }
    .connection.near .line {
      stroke: ${focus};
      stroke-width: 2px;
    }
    .connection.near .arrow {
      fill: ${focus};
    }
  `,
];

export const diagramStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    position: relative;
    box-sizing: border-box;
    min-width: 0;
    min-height: 0;
    height: 100%;
    color: var(--vscode-foreground);
    background: ${background};
    font-family: var(--vscode-font-family);
    font-size: 13px;
  }
  keras-diagram-canvas {
    flex: 1;
  }
  .menu-anchor {
    position: relative;
  }
  .menu {
    position: absolute;
    right: 0;
    top: 100%;
    z-index: 1;
  }
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    padding: 4px 8px;
    min-height: 26px;
  }
  .toolbar .search {
    flex: 1 1 120px;
    min-width: 80px;
    max-width: 260px;
  }
  .toolbar .count {
    flex: none;
    color: var(--vscode-descriptionForeground);
    white-space: nowrap;
    min-width: 56px;
  }
  .toolbar .space {
    flex: 1;
  }
  .scale {
    min-width: 38px;
    text-align: right;
    color: var(--vscode-descriptionForeground);
    font-variant-numeric: tabular-nums;
  }
  .message {
    position: absolute;
    inset: 40px 0 auto;
    text-align: center;
    color: var(--vscode-descriptionForeground);
  }
`;
