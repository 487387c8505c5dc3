/** code-server: VS Code itself, served to a browser. Installed apart from the product's packages.
 *
 * Its own post-install wants a download that not every network has, and compiles what is not
 * needed; so each part is installed by itself.
 */

import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";

import { run, StepFailed } from "./steps.mjs";

/** The last one that runs on Node 20: VS Code 1.100.3. */
const VERSION = "4.100.3";
const OF_MACHINE = "kerasLens.interpreter";
const LISTENS = /HTTP server listening on (http:\S+?)\/?\s/;

const cache = process.env.KERAS_LENS_TEST_CACHE ?? path.join(os.homedir(), ".cache", "keras-lens");
const folder = path.join(cache, "code-server");
const product = path.join(folder, "node_modules", "code-server");
const vscode = path.join(product, "lib", "vscode");
const entry = path.join(product, "out", "node", "entry.js");
const stamp = path.join(folder, "installed");

/** The path of a program on the PATH. Throws StepFailed.
 *
 * @param {string} name
 */
export function findProgram(name, debianPackage = name) {
  for (const one of (process.env.PATH ?? "").split(path.delimiter)) {
    const candidate = path.join(one, name);
    if (existsSync(candidate)) {
      return candidate;
    }
  }
  throw new StepFailed(
    `${name} is not on the PATH (on Debian: the package ${debianPackage}). ` +
      "The tests in the editor need: apt-get install chromium ripgrep",
  );
}

/** Installs code-server unless it is there. Throws StepFailed. */
export function install() {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === VERSION) {
    return;
  }
  const ripgrep = findProgram("rg", "ripgrep");
  console.log(`code-server ${VERSION} goes into ${folder}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "package.json"), '{ "private": true }\n');

  npm("Installing code-server", folder, ["install", "--ignore-scripts", `code-server@${VERSION}`]);
  npm("Installing VS Code's packages", vscode, ["install", "--ignore-scripts", "--omit=dev"]);
  npm("Building its watchdog and its log", vscode, [
    "rebuild",
    "native-watchdog",
    "@vscode/spdlog",
  ]);
  buildTerminal();
  npm("Installing its extensions' packages", path.join(vscode, "extensions"), [
    "install",
    "--ignore-scripts",
    "--omit=dev",
  ]);
  npm("Building its password hash", folder, ["rebuild", "argon2"]);
  linkRipgrep(ripgrep);
  writeFileSync(stamp, VERSION);
}

function npm(title, cwd, args) {
  run(title, "npm", [...args, "--no-audit", "--no-fund"], { cwd });
}

/** node-pty is built before its last script fails: the file counts, not the exit code. */
function buildTerminal() {
  const built = path.join(vscode, "node_modules", "node-pty", "build", "Release", "pty.node");
  const { stderr } = spawnSync("npm", ["rebuild", "node-pty"], { cwd: vscode, encoding: "utf8" });
  if (!existsSync(built)) {
    throw new StepFailed(`node-pty was not built:\n${stderr}`);
  }
}

function linkRipgrep(ripgrep) {
  const programs = path.join(vscode, "node_modules", "@vscode", "ripgrep", "bin");
  mkdirSync(programs, { recursive: true });
  rmSync(path.join(programs, "rg"), { force: true });
  symlinkSync(ripgrep, path.join(programs, "rg"));
}

/** The settings of the user, and those of the machine that serves: a served VS Code takes what is
 * "machine" in a manifest from the latter, and from the user's only until it has read that manifest.
 *
 * @param {object} settings
 */
function byFolder(settings) {
  const { [OF_MACHINE]: ofMachine, ...User } = settings;
  return { User, Machine: ofMachine === undefined ? {} : { [OF_MACHINE]: ofMachine } };
}

/** Starts a code-server of its own, with an empty profile, and waits until it listens.
 *
 * `extensions` are `.vsix` files, and folders that hold an unpacked extension.
 * `languagePack` is a file with translations of VS Code's own words. `home` is a folder that stands
 * for the user's own. Throws StepFailed.
 *
 * @param {{
 *   workspace: string,
 *   settings?: object,
 *   keybindings?: object[],
 *   extensions?: string[],
 *   languagePack?: { language: string, translations: string },
 *   home?: string,
 * }} choices
 */
export async function start({
  workspace,
  settings = {},
  keybindings = [],
  extensions = [],
  languagePack,
  home,
}) {
  const profile = home === undefined ? temporaryProfile() : profileIn(home);
  const folders = foldersOf(profile);
  mkdirSync(path.join(profile, "temporary"));
  for (const [folder, values] of Object.entries(byFolder(settings))) {
    mkdirSync(path.join(profile, folder));
    writeFileSync(path.join(profile, folder, "settings.json"), JSON.stringify(values, null, 2));
  }
  writeFileSync(path.join(profile, "User", "keybindings.json"), JSON.stringify(keybindings));
  for (const one of extensions) {
    addExtension(one, path.join(profile, "extensions"), folders);
  }
  if (languagePack !== undefined) {
    addLanguagePack(languagePack, profile);
  }
  const child = spawn(
    process.execPath,
    [
      entry,
      ...["--auth", "none", "--bind-addr", "127.0.0.1:0"],
      ...["--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"],
      ...(languagePack === undefined ? [] : ["--locale", languagePack.language]),
      ...folders,
      workspace,
    ],
    // A group of its own, so that what it starts ends with it.
    {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      // Nothing that it leaves behind outlives the profile.
      env: {
        ...environment(),
        TMPDIR: path.join(profile, "temporary"),
        ...(home !== undefined && { HOME: home }),
      },
    },
  );
  const address = await listening(child);
  return {
    url: `${address}/?folder=${encodeURIComponent(workspace)}`,
    processes: () => commandsOfGroup(child.pid),
    stop: async () => {
      await end(child);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

function temporaryProfile() {
  return mkdtempSync(path.join(os.tmpdir(), "keras-lens-editor-"));
}

/** Where code-server has it by itself. */
function profileIn(home) {
  const profile = path.join(home, ".local", "share", "code-server");
  mkdirSync(profile, { recursive: true });
  return profile;
}

function addExtension(extension, target, folders) {
  if (extension.endsWith(".vsix")) {
    installExtension(extension, folders);
  } else {
    cpSync(extension, path.join(target, path.basename(extension)), { recursive: true });
  }
}

function installExtension(extension, folders) {
  const done = spawnSync(
    process.execPath,
    [entry, ...folders, "--install-extension", extension, "--force"],
    { encoding: "utf8", env: environment() },
  );
  if (done.status !== 0) {
    throw new StepFailed(`${extension} cannot be installed:\n${done.stdout}${done.stderr}`);
  }
}

/** Installs a `.vsix` into a folder as VS Code does; the path of what it unpacked, from which many
 * editors can be started. Throws StepFailed. */
export function unpack(extension, folder) {
  const extensions = path.join(folder, "extensions");
  installExtension(extension, foldersOf(folder));
  const [unpacked] = readdirSync(extensions).filter((name) => !name.startsWith("extensions."));
  return path.join(extensions, unpacked);
}

/** The arguments for a profile of its own. */
function foldersOf(profile) {
  return [
    ...["--config", path.join(profile, "config.yaml")],
    ...["--user-data-dir", profile, "--extensions-dir", path.join(profile, "extensions")],
  ];
}

/** Writes what VS Code notes when a language pack is installed from the marketplace.
 *
 * It is `languagepacks.json`, read by `resolveNLSConfiguration` (microsoft/vscode,
 * src/vs/base/node/nls.ts).
 */
function addLanguagePack({ language, translations }, profile) {
  // Without an extension that it comes from, VS Code shows no extension at all.
  const source = { extensionIdentifier: { id: `keras-lens.tests-${language}` }, version: "1.0.0" };
  const pack = { hash: "tests", label: language, extensions: [source] };
  const packs = { [language]: { ...pack, translations: { vscode: translations } } };
  writeFileSync(path.join(profile, "languagepacks.json"), JSON.stringify(packs));
}

/** Without what a VS Code around us has set: code-server would open files over there. */
function environment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("VSCODE_")),
  );
}

function listening(child) {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (text) => {
      output += text;
      const found = LISTENS.exec(output);
      if (found !== null) {
        resolve(found[1]);
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("exit", () => reject(new StepFailed(`code-server ended at once:\n${output}`)));
  });
}

/** The command lines of all processes of a group.
 *
 * @returns {string[]}
 */
function commandsOfGroup(group) {
  const { stdout } = spawnSync("ps", ["-eo", "pgid=,args="], { encoding: "utf8" });
  return stdout
    .split("\n")
    .map((line) => /^\s*(\d+) (.*)$/.exec(line))
    .filter((found) => found !== null && Number(found[1]) === group)
    .map((found) => found[2]);
}

function end(child) {
  return new Promise((resolve) => {
    child.once("exit", resolve);
    process.kill(-child.pid, "SIGTERM");
  });
}
