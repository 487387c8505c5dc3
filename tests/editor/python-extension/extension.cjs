/** A stand-in for the Python extension: the part of its published API that Keras Lens uses.
 *
 * The shapes are those of @vscode/python-extension.
 */

const vscode = require("vscode");

function setting(name) {
  return vscode.workspace.getConfiguration("python").get(name);
}

exports.activate = (context) => {
  const changed = new vscode.EventEmitter();
  let selected = setting("defaultInterpreterPath");

  const select = vscode.commands.registerCommand("python.setInterpreter", () => {
    selected = setting("standIn.nextInterpreterPath");
    changed.fire({ id: selected, path: selected, resource: undefined });
  });
  context.subscriptions.push(changed, select);

  return {
    ready: Promise.resolve(),
    environments: {
      getActiveEnvironmentPath: () => ({ id: selected, path: selected }),
      resolveEnvironment: (environment) =>
        Promise.resolve({
          id: environment.id,
          path: environment.path,
          executable: { uri: vscode.Uri.file(environment.path) },
        }),
      onDidChangeActiveEnvironmentPath: changed.event,
    },
  };
};
