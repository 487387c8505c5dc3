/** A package index of our own, so that pip needs no network: it has a `tensorflow` and a `keras`
 * that lead to those of the repository's environment. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";

import { REQUIREMENTS } from "../../client/src/environment/plan";
import { PYTHON } from "./session";

/** Writes a wheel (PyPA's "Binary distribution format"): a `.pth` file and its metadata. */
const MAKE_WHEEL = `
import pathlib, sys, zipfile
from importlib.util import find_spec
folder, name, version = sys.argv[1:]
information = f"{name}-{version}.dist-info"
files = {
    f"{name}_stand_in.pth": f"{pathlib.Path(find_spec(name).origin).parent.parent}\\n",
    f"{information}/METADATA": f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n",
    f"{information}/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
}
record = f"{information}/RECORD"
files[record] = "".join(f"{file},,\\n" for file in [*files, record])
with zipfile.ZipFile(f"{folder}/{name}-{version}-py3-none-any.whl", "w") as wheel:
    for file, text in files.items():
        wheel.writestr(file, text)
`;

/** What happens to who asks for a package. */
export type Behaviour = "give" | "hold" | "refuse";

export interface PackageIndex {
  behaviour: Behaviour;
  /** Resolves once a package was asked for that is held back. */
  asked(): Promise<void>;
  close(): void;
}

/** Starts it and makes it pip's only index, for all that this process starts. */
export async function startPackageIndex(): Promise<PackageIndex> {
  const wheels = mkdtempSync(path.join(os.tmpdir(), "keras-lens-wheels-"));
  for (const requirement of REQUIREMENTS) {
    execFileSync(PYTHON, ["-c", MAKE_WHEEL, wheels, ...requirement.split("==")]);
  }
  const held: ServerResponse[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const [, kind, name = ""] = (request.url ?? "").split("/");
    if (kind === "simple") {
      const found = readdirSync(wheels).filter((file) => file.startsWith(`${name}-`));
      const links = found.map((file) => `<a href="/wheels/${file}">${file}</a>`);
      response.setHeader("Content-Type", "text/html").end(links.join("\n"));
    } else if (index.behaviour === "give") {
      response.end(readFileSync(path.join(wheels, path.basename(name))));
    } else if (index.behaviour === "refuse") {
      response.writeHead(404).end();
    } else {
      held.push(response);
      waiting.splice(0).forEach((tell) => {
        tell();
      });
    }
  });
  const index: PackageIndex = {
    behaviour: "give",
    asked: () =>
      held.length > 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    close: () => {
      server.closeAllConnections();
      server.close();
      rmSync(wheels, { recursive: true });
    },
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  for (const name of Object.keys(process.env).filter((one) => one.startsWith("PIP_"))) {
    Reflect.deleteProperty(process.env, name);
  }
  process.env.PIP_CONFIG_FILE = os.devNull;
  process.env.PIP_INDEX_URL = `http://127.0.0.1:${String(port)}/simple`;
  process.env.PIP_NO_CACHE_DIR = "1";
  return index;
}
