/** Texts as they are where no translation is chosen; the rules for `{0}` are those of `vscode.l10n`. */

export const english = {
  t: (message: string, ...values: (string | number | boolean)[]): string =>
    message.replace(/\{(\d+)\}/g, (whole, index) => String(values[Number(index)] ?? whole)),
};
