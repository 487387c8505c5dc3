/** Keras Lens's item in the status bar, and the menu behind it. */

import type { Locator, Page } from "playwright-core";

import { eventually } from "./editor";

export function statusItem(page: Page): Locator {
  return page.locator('.statusbar-item[id$="kerasLens.status"]');
}

/** What it says; empty while it is not there. */
export async function statusText(page: Page): Promise<string> {
  const item = statusItem(page);
  return (await item.isVisible()) ? (await item.innerText()).trim() : "";
}

export async function statusBecomes(page: Page, text: string): Promise<void> {
  await eventually(() => statusText(page), text);
}

/** Opens the menu; the rows as they are shown. */
export async function openMenu(page: Page): Promise<Locator> {
  await statusItem(page).locator("a").click();
  const menu = page.locator(".quick-input-widget");
  await menu.locator(".monaco-list-row").first().waitFor();
  return menu;
}

/** Takes a row of the open menu. */
export async function take(menu: Locator, title: string): Promise<void> {
  await menu.locator(".monaco-list-row", { hasText: title }).click();
  await menu.locator("input[type=text]").waitFor({ state: "hidden" });
}
