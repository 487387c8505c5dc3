/** `~` in place of the user's own folder. Knows nothing of VS Code. */

const BETWEEN_FOLDERS = String.raw`[\\/]{1,2}`;
const BEGIN_OF_PATH = String.raw`(?<![\w.-])`;
const END_OF_NAME = String.raw`(?![\w-]|\.\w)`;

/** `text` with `~` for the folder, wherever it is named: in a path, in JSON, with the letters of
 * another case on Windows. */
export function withoutHome(text: string, home: string): string {
  const folders = home.split(/[\\/]/).filter((one) => one !== "");
  if (folders.length === 0) {
    return text;
  }
  const names = folders.map(literally).join(BETWEEN_FOLDERS) + END_OF_NAME;
  const isWindows = /^[A-Za-z]:/.test(home);
  return isWindows
    ? text.replace(new RegExp(BEGIN_OF_PATH + names, "gi"), "~")
    : text.replace(new RegExp(`${BEGIN_OF_PATH}/${names}`, "g"), "~");
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
