/** The language client, with a say of our own in what happens when the server ends. */

import { CloseAction, ErrorAction, RevealOutputChannelOn } from "vscode-languageclient";
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
} from "vscode-languageclient/node";

import { Restarts } from "./restarts";

/** Errors of the connection in a row, after which the server is given up. */
const MOST_ERRORS = 3;

/** How the server is. */
export type ServerState = "launching" | "running" | "crashed";

export class LensClient extends LanguageClient {
  private constructor(
    serverOptions: ServerOptions,
    clientOptions: LanguageClientOptions,
    private readonly restarts: Restarts,
  ) {
    super("kerasLens", "Keras Lens", serverOptions, clientOptions);
  }

  /** `isWanted`: whether the server is to run on. */
  static create(
    serverOptions: ServerOptions,
    clientOptions: LanguageClientOptions,
    isWanted: () => boolean,
  ): LensClient {
    const restarts = new Restarts();
    const errorHandler = {
      error: (_error: Error, _message: unknown, count = MOST_ERRORS + 1) => ({
        action: count <= MOST_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown,
      }),
      closed: () => ({
        action: isWanted() && restarts.ended() ? CloseAction.Restart : CloseAction.DoNotRestart,
        handled: true,
      }),
    };
    // What the library has to say goes into the log: the state says it in the user's language.
    const silent = {
      errorHandler,
      initializationFailedHandler: () => false,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    };
    return new LensClient(serverOptions, { ...clientOptions, ...silent }, restarts);
  }

  /** Tells of each change; a server that is started again by itself has not crashed. */
  onDidChangeServer(tell: (state: ServerState) => void): void {
    this.onDidChangeState(({ newState }) => {
      if (newState === State.Running) {
        this.restarts.begun();
        tell("running");
      } else {
        tell(newState === State.Starting || this.restarts.isUnderWay ? "launching" : "crashed");
      }
    });
  }

  /** That the server does not start, or has ended, is told in the user's language elsewhere. */
  override error(message: string, data?: unknown, showNotification?: boolean | "force"): void {
    super.error(message, data, showNotification === "force" ? false : showNotification);
  }
}
