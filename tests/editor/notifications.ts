/** The messages that VS Code shows at the lower right. */

import type { Locator, Page } from "playwright-core";

/** The message that contains a text; waits for it. */
export async function notification(page: Page, text: string): Promise<Locator> {
  const message = page.locator(".notification-toast", { hasText: text });
  await message.waitFor();
  return message;
}

/** What its buttons say. */
export async function buttons(message: Locator): Promise<string[]> {
  return message
    .locator(".notification-list-item-buttons-container .monaco-button")
    .allInnerTexts();
}

/** Presses one of its buttons. */
export async function press(message: Locator, title: string): Promise<void> {
  await message.locator(".monaco-button", { hasText: title }).click();
}

/** Takes all of them away. */
export async function closeMessages(page: Page): Promise<void> {
  for (const toast of await page.locator(".notification-toast").all()) {
    await toast.hover();
    await toast.locator(".codicon-notifications-clear").click();
  }
  await page.mouse.move(0, 0);
}
