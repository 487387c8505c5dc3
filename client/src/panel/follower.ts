/** Which model the panel shows: that of the cursor, the one that was chosen, or the pinned one. */

import * as vscode from "vscode";
import type { Position } from "vscode-languageclient";

import type { ModelViewAnswer } from "../../shared/modelView";
import type { PanelContent, PinnedModel } from "../../shared/panelMessages";
import type { Trouble } from "../../shared/trouble";
import { programUri, textsAround } from "../documents";
import { mentionsKeras } from "../relevance";
import type { LensServer } from "../server";
import { shown } from "../status/shown";
import { troubleOf } from "../status/trouble";
import { NO_MODEL, NOTHING } from "./contents";
import { OneAtATime } from "./oneAtATime";
import { ShownContent } from "./shownContent";
import { Whereabouts } from "./whereabouts";

const VIEW = "kerasLens/modelView";
const CHANGED = "kerasLens/modelViewChanged";
/** Milliseconds that the cursor rests before its model is looked for. */
const REST = 100;

/** Asks the server while somebody looks (`isWatched`), one request at a time. */
export class ModelFollower implements vscode.Disposable {
  private readonly contentChanged = new vscode.EventEmitter<PanelContent>();
  private readonly cursorMoved = new vscode.EventEmitter<{ uri: string; position: Position }>();
  readonly onDidChange = this.contentChanged.event;
  readonly onDidMoveCursor = this.cursorMoved.event;
  private readonly modelsChanged = new vscode.EventEmitter<string>();
  /** There is more to know of the models of a document that was asked for. */
  readonly onDidChangeModels = this.modelsChanged.event;

  private readonly showing = new ShownContent((content) => {
    this.contentChanged.fire(content);
  });
  private readonly whereabouts = new Whereabouts();
  /** The model that the user has picked; until the cursor moves on. */
  private chosen: string | undefined;
  private pinned: PinnedModel | undefined;
  private readonly asking = new OneAtATime(() => this.update());
  private watchers = 0;
  /** That of the server, as far as it matters here. */
  private state = "";
  private rest: NodeJS.Timeout | undefined;
  private readonly registrations: { dispose(): unknown }[];

  constructor(private readonly server: LensServer) {
    this.registrations = [
      this.contentChanged,
      this.showing,
      this.cursorMoved,
      this.modelsChanged,
      this.whereabouts,
      server.onDidStart((client) => {
        client.onNotification(CHANGED, ({ uri }: { uri: string }) => {
          this.modelsChanged.fire(programUri(vscode.Uri.parse(uri)));
          if (uri === this.wantedUri) {
            this.ask();
          }
        });
        this.ask();
      }),
      server.onDidChangeState(() => {
        this.followState();
      }),
      this.whereabouts.onDidMove(({ isElsewhere }) => {
        this.moved(isElsewhere);
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.rest);
    vscode.Disposable.from(...this.registrations).dispose();
  }

  /** Somebody looks at it from now on, until what is returned is disposed of. */
  watch(): vscode.Disposable {
    this.watchers += 1;
    if (this.whereabouts.document === undefined) {
      this.whereabouts.look();
    }
    this.ask();
    return new vscode.Disposable(() => {
      this.watchers -= 1;
    });
  }

  /** Shows a model of the document: of this version, by its key, or by its id. */
  async show(uri: string, model: { key?: number; id?: string }): Promise<void> {
    this.pinned = undefined;
    await this.whereabouts.goTo(uri);
    this.chosen = model.id;
    if (model.key !== undefined) {
      const answer = await this.request(uri, {});
      this.chosen = answer?.models.find(({ key }) => key === model.key)?.id;
    }
    this.ask();
  }

  /** Shows another model of the document. */
  choose(id: string): void {
    this.chosen = id;
    if (this.pinned !== undefined) {
      this.pinned = { ...this.pinned, id };
    }
    this.ask();
  }

  /** Keeps showing the model that is shown now, or one that was kept before; or follows again. */
  pin(isPinned: boolean, kept?: PinnedModel): void {
    const { uri, answer } = this.content;
    const id = answer?.model?.id;
    this.pinned = undefined;
    if (isPinned) {
      this.pinned = kept ?? (uri !== null && id !== undefined ? { uri, id } : undefined);
    }
    this.showing.publish({ ...this.content, isPinned: this.pinned !== undefined });
    this.ask();
  }

  /** The panel moves the cursor to a layer's line: the model that is shown stays, even where the
   * line is one of another model in it. */
  stay(uri: string, line: number): void {
    this.chosen ??= this.content.answer?.model?.id;
    this.whereabouts.expect(uri, line);
  }

  get content(): PanelContent {
    return this.showing.content;
  }

  /** The place of the cursor in what is shown. */
  get cursor(): { uri: string; position: Position } | undefined {
    return this.whereabouts.cursor;
  }

  private get wantedUri(): string | undefined {
    return this.pinned?.uri ?? this.cursor?.uri;
  }

  private moved(isElsewhere: boolean): void {
    this.cursorMoved.fire(this.cursor!);
    if (isElsewhere && this.pinned === undefined) {
      this.chosen = undefined;
      clearTimeout(this.rest);
      this.rest = setTimeout(() => {
        this.ask();
      }, REST);
    }
  }

  /** Asks for the model, once more if it is being asked for already. */
  private ask(): void {
    if (this.watchers > 0) {
      this.asking.request();
    }
  }

  private async update(): Promise<void> {
    const uri = this.wantedUri;
    const { pinned } = this;
    if (uri === undefined) {
      this.showing.publish(NOTHING);
      return;
    }
    // The server starts with the first file that has to do with Keras, and is of no use to others.
    const { document } = this.whereabouts;
    const texts = document && textsAround(document);
    const isWanted = texts?.some((one) => mentionsKeras(one.getText())) ?? true;
    const content = {
      uri: programUri(vscode.Uri.parse(uri)),
      fileName: nameOf(uri),
      trouble: isWanted ? this.trouble : null,
      isPinned: pinned !== undefined,
      isStale: false,
    };
    if (this.server.running === undefined) {
      this.showing.publish(
        isWanted
          ? { ...content, stage: "starting", answer: null }
          : { ...content, stage: "ready", answer: NO_MODEL },
      );
      return;
    }
    const id = pinned?.id ?? this.chosen;
    const answer = await this.request(uri, id === undefined ? {} : { id });
    if (answer !== undefined && uri === this.wantedUri) {
      if (answer.model === null && this.chosen !== undefined) {
        this.chosen = undefined;
        this.ask();
      }
      this.showing.take({ ...content, stage: "ready", answer });
    }
  }

  /** Undefined where the text has changed meanwhile: the server tells when to ask again. */
  private async request(uri: string, which: { id?: string }): Promise<ModelViewAnswer | undefined> {
    const { cursor } = this;
    try {
      return await this.server.running?.sendRequest<ModelViewAnswer>(VIEW, {
        textDocument: { uri },
        ...(cursor?.uri === uri ? { position: positionOf(cursor) } : {}),
        ...which,
      });
    } catch {
      return undefined;
    }
  }

  private get trouble(): Trouble | null {
    const trouble = troubleOf(this.server.state, vscode.l10n);
    return trouble === undefined
      ? null
      : { ...trouble, message: shown(trouble.message), advice: shown(trouble.advice) };
  }

  /** Asks again where the server has come, gone, or has other troubles than before. */
  private followState(): void {
    const state = `${this.server.state.kind} ${JSON.stringify(this.trouble)}`;
    if (state !== this.state) {
      this.state = state;
      this.ask();
    }
  }
}

/** As the server reads it. */
function positionOf({ position: { line, character } }: { position: Position }): Position {
  return { line, character };
}

function nameOf(uri: string): string {
  return vscode.Uri.parse(uri).path.split("/").at(-1) ?? "";
}
