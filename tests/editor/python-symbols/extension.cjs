/** A stand-in for an extension with a language server for Python: it gives symbols too. */

const vscode = require("vscode");

const OUTERMOST = /^(?:(def|class) (\w+)|(\w+) = )/;
const KINDS = { def: vscode.SymbolKind.Function, class: vscode.SymbolKind.Class };

exports.activate = (context) => {
  const provider = {
    provideDocumentSymbols(document) {
      const found = [];
      for (let number = 0; number < document.lineCount; number += 1) {
        const { text, range } = document.lineAt(number);
        const [, kind, block, variable] = OUTERMOST.exec(text) ?? [];
        if (block ?? variable) {
          const whole = new vscode.Range(range.start, endOf(document, number));
          const type = KINDS[kind] ?? vscode.SymbolKind.Variable;
          found.push(new vscode.DocumentSymbol(block ?? variable, "", type, whole, range));
        }
      }
      return found;
    },
  };
  context.subscriptions.push(
    vscode.languages.registerDocumentSymbolProvider("python", provider, { label: "Python" }),
  );
};

/** The end of the lines that stand further to the right than the one that begins a block. */
function endOf(document, first) {
  let last = first;
  while (last + 1 < document.lineCount && /^(?:\s|[)\]}])/.test(document.lineAt(last + 1).text)) {
    last += 1;
  }
  return document.lineAt(last).range.end;
}
