// The picture beside the text: follows edits and the caret, and leads from a card to its line.
import * as crypto from "crypto";
import * as path from "path";
import * as vscode from "vscode";

import { Server } from "./client";
import { Card, Picture, Report, cardAt, isClicked, note, page, stateOf } from "./preview";

const DELAY = 150; // milliseconds without a change before the picture is drawn again

export class Preview implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable[];
  private panel: vscode.WebviewPanel | undefined;
  private document: vscode.Uri | undefined;
  private cards: Card[] = [];
  private drawn = false; // a picture is shown
  private timer: NodeJS.Timeout | undefined;
  private marked: string | undefined; // what the page was told last
  private asked = 0;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: Server,
  ) {
    this.subscriptions = [
      server.onDidChange(() => this.draw()),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document.languageId === "aisys") {
          this.later();
        }
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document.languageId === "aisys") {
          this.turnTo(editor.document.uri);
        }
      }),
      vscode.window.onDidChangeTextEditorSelection((event) => this.follow(event.textEditor)),
    ];
  }

  show(uri?: string): void {
    const document = uri === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(uri);
    if (document === undefined) {
      return;
    }
    if (this.panel === undefined) {
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.furnish(vscode.window.createWebviewPanel("aixc.report", "Report", place, { retainContextWhenHidden: true }));
    } else {
      this.panel.reveal(undefined, true);
    }
    this.drawn = false;
    this.turnTo(document);
  }

  /** A window that was closed with the picture in it is open again. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const uri = stateOf(state);
    this.document = uri === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(uri);
    this.furnish(panel);
  }

  /** The card that the caret stands in. */
  cardOf(editor: vscode.TextEditor): Card | undefined {
    const at = editor.selection.active;
    return cardAt(this.cards, editor.document.uri.toString(), at.line, at.character);
  }

  draw(): void {
    if (this.document !== undefined) {
      this.turnTo(this.document);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.forEach((one) => one.dispose());
    this.panel?.dispose();
  }

  private furnish(panel: vscode.WebviewPanel): void {
    const media = vscode.Uri.joinPath(this.extension, "media");
    const view = panel.webview;
    const address = (name: string): string => view.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
    this.panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.extension, "images", "icon.png");
    view.options = { enableScripts: true, localResourceRoots: [media] };
    view.onDidReceiveMessage((message: unknown) => this.receive(message));
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.drawn = false;
      this.marked = undefined;
    });
    const nonce = crypto.randomBytes(16).toString("base64");
    view.html = page(nonce, address("preview.js"), address("preview.css"), view.cspSource);
  }

  /** Draws the system of a document. One without a system, of the standard library say, leaves the picture as it is. */
  private turnTo(document: vscode.Uri): void {
    clearTimeout(this.timer);
    if (this.panel === undefined) {
      this.document = document;
    } else {
      void this.request(document);
    }
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), DELAY);
  }

  /** Asks the server for the picture; an answer that a later question has overtaken is dropped. */
  private async request(document: vscode.Uri): Promise<void> {
    const turn = ++this.asked;
    const client = this.server.client;
    if (client === undefined) {
      this.document = document;
      await this.send({ svg: null, errors: 0, note: this.server.error ?? "" });
      return;
    }
    try {
      const textDocument = { uri: client.code2ProtocolConverter.asUri(document) };
      const report = await client.sendRequest<Report>("aixc/report", { textDocument });
      const other = document.toString() !== this.document?.toString();
      if (turn !== this.asked || (other && this.drawn && report.svg === null)) {
        return;
      }
      this.document = document;
      this.cards = report.cards.map((card) => this.here(card));
      await this.send({ svg: report.svg, errors: report.errors, note: note(report) });
      this.marked = undefined;
      this.follow(vscode.window.activeTextEditor);
    } catch {
      // The server is being restarted, or the file is gone: the next change asks again.
    }
  }

  private async send(picture: Picture): Promise<void> {
    const theme = vscode.workspace.getConfiguration("aixc").get<string>("preview.theme", "editor");
    if (this.panel !== undefined && this.document !== undefined) {
      this.drawn = picture.svg !== null;
      this.panel.title = `Report: ${path.posix.basename(this.document.path)}`;
      await this.panel.webview.postMessage({ type: "report", ...picture, theme, document: this.document.toString() });
    }
  }

  /** The card with its address as the editor writes it. */
  private here(card: Card): Card {
    return card.location === null
      ? card
      : { ...card, location: { ...card.location, uri: vscode.Uri.parse(card.location.uri).toString() } };
  }

  private receive(message: unknown): void {
    if (!isClicked(message)) {
      this.draw(); // the page is ready
      return;
    }
    const location = this.cards.find((card) => card.id === message.id)?.location;
    if (location) {
      const { start, end } = location.range;
      void vscode.window.showTextDocument(vscode.Uri.parse(location.uri), {
        viewColumn: this.columnFor(location.uri),
        selection: new vscode.Range(start.line, start.character, end.line, end.character),
      });
    }
  }

  /** Where a text is opened: where it is shown already, else beside the picture, in the column of another model. */
  private columnFor(uri: string): vscode.ViewColumn {
    const editors = vscode.window.visibleTextEditors;
    const shown =
      editors.find((editor) => editor.document.uri.toString() === uri) ??
      editors.find((editor) => editor.document.languageId === "aisys");
    return shown?.viewColumn ?? (this.panel?.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One);
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId !== "aisys") {
      return;
    }
    const id = this.cardOf(editor)?.id ?? "";
    if (id !== this.marked) {
      this.marked = id;
      void this.panel?.webview.postMessage({ type: "mark", id });
    }
  }
}
