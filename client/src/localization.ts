/** Texts in the user's language, for modules that know nothing of VS Code: `vscode.l10n` is one. */

export interface Localization {
  t(message: string, ...values: (string | number | boolean)[]): string;
}
