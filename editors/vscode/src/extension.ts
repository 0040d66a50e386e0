// The extension: starts the language server, and shows the picture beside the text.
import * as crypto from "crypto";
import * as path from "path";
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient/node";

import { Card, Report, cardAt, isClicked, note, page } from "./preview";
import { findProgram } from "./server";

const DELAY = 150; // milliseconds without a change before the picture is drawn again

let client: LanguageClient | undefined;
let preview: Preview | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("aixc.showReport", (uri?: string) => showReport(context, uri)),
    vscode.commands.registerCommand("aixc.showQuestions", (uri?: string) => run("questions", uri)),
    vscode.commands.registerCommand("aixc.plan", (uri?: string) => run("plan", uri)),
    vscode.commands.registerCommand("aixc.why", why),
    vscode.commands.registerCommand("aixc.restart", () => restart()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("aixc.path") || event.affectsConfiguration("aixc.arguments")) {
        void restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function program(): { command: string; error?: string } {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const setting = vscode.workspace.getConfiguration("aixc").get<string>("path", "aixc");
  return findProgram(setting, folder, process.env.PATH ?? "");
}

async function start(): Promise<void> {
  const found = program();
  if (found.error !== undefined) {
    void tellMissing(found.error);
    return;
  }
  const more = vscode.workspace.getConfiguration("aixc").get<string[]>("arguments", []);
  const options: LanguageClientOptions = {
    documentSelector: [{ language: "aisys", scheme: "file" }, { language: "aisys", scheme: "untitled" }],
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
  client = new LanguageClient("aixc", "aixc", { command: found.command, args: ["lsp", ...more] }, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    void tellMissing(`${found.command} could not be started as a language server: ${String(error)}`);
  }
}

async function restart(): Promise<void> {
  const old = client;
  client = undefined;
  await old?.stop().catch(() => undefined);
  await start();
  preview?.draw();
}

async function tellMissing(message: string): Promise<void> {
  const settings = "Open the Setting";
  if ((await vscode.window.showErrorMessage(message, settings)) === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "aixc.path");
  }
}

// ---- the terminal ---------------------------------------------------------------------------------------------------

/** The file that a command is about: the one named, else the one in the editor. */
function fileOf(uri?: string): string | undefined {
  const document = uri === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(uri);
  return document?.scheme === "file" ? document.fsPath : undefined;
}

/** Runs a command of the program on the file, in a terminal. The program is started directly: no shell reads names. */
function run(command: string, uri?: string, words: string[] = []): void {
  const file = fileOf(uri);
  const found = program();
  if (file === undefined || found.error !== undefined) {
    void vscode.window.showErrorMessage(found.error ?? "Save the model first: the command reads it from disk.");
    return;
  }
  const quote = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`;
  const terminal =
    vscode.window.terminals.find((one) => one.name === "aixc") ??
    vscode.window.createTerminal({ name: "aixc", cwd: path.dirname(file) });
  terminal.show(true);
  terminal.sendText([found.command, command, ...words, file].map(quote).join(" "));
}

async function why(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return;
  }
  const element = await vscode.window.showInputBox({
    prompt: "The element, or `system`",
    value: preview?.cardOf(editor)?.path ?? wordAt(editor),
  });
  const threat =
    element === undefined ? undefined : await vscode.window.showInputBox({ prompt: "The threat, evasion say" });
  if (threat) {
    run("why", undefined, [threat, element ?? ""]);
  }
}

function wordAt(editor: vscode.TextEditor): string {
  const range = editor.document.getWordRangeAtPosition(editor.selection.active);
  return range === undefined ? "" : editor.document.getText(range);
}

// ---- the picture ----------------------------------------------------------------------------------------------------

function showReport(context: vscode.ExtensionContext, uri?: string): void {
  const document = uri === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(uri);
  if (document === undefined) {
    return;
  }
  if (preview === undefined) {
    preview = new Preview(context);
  }
  preview.show(document);
}

class Preview {
  private readonly panel: vscode.WebviewPanel;
  private readonly subscriptions: vscode.Disposable[] = [];
  private document: vscode.Uri | undefined;
  private cards: Card[] = [];
  private timer: NodeJS.Timeout | undefined;
  private marked = "";

  constructor(context: vscode.ExtensionContext) {
    const media = vscode.Uri.joinPath(context.extensionUri, "media");
    this.panel = vscode.window.createWebviewPanel(
      "aixc.report",
      "Report",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [media], retainContextWhenHidden: true },
    );
    const view = this.panel.webview;
    const address = (name: string): string => view.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
    this.subscriptions.push(
      view.onDidReceiveMessage((message: unknown) => this.receive(message)),
      this.panel.onDidDispose(() => this.dispose()),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document.languageId === "aisys") {
          this.later();
        }
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor?.document.languageId === "aisys") {
          this.show(editor.document.uri);
        }
      }),
      vscode.window.onDidChangeTextEditorSelection((event) => this.follow(event.textEditor)),
    );
    const nonce = crypto.randomBytes(16).toString("base64");
    view.html = page(nonce, address("preview.js"), address("preview.css"), view.cspSource);
  }

  show(document: vscode.Uri): void {
    this.document = document;
    this.panel.reveal(undefined, true);
    this.draw();
  }

  /** The card that the caret stands in. */
  cardOf(editor: vscode.TextEditor): Card | undefined {
    const at = editor.selection.active;
    return cardAt(this.cards, editor.document.uri.toString(), at.line, at.character);
  }

  later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), DELAY);
  }

  draw(): void {
    void this.request();
  }

  private async request(): Promise<void> {
    if (client === undefined || this.document === undefined) {
      return;
    }
    const uri = client.code2ProtocolConverter.asUri(this.document);
    try {
      const report = await client.sendRequest<Report>("aixc/report", { textDocument: { uri } });
      this.cards = report.cards.map((card) => this.here(card));
      await this.panel.webview.postMessage({
        type: "report",
        svg: report.svg,
        errors: report.errors,
        note: note(report),
      });
    } catch {
      // The server is being restarted, or the file is gone: the next change asks again.
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
      this.marked = message.id;
      void vscode.window.showTextDocument(vscode.Uri.parse(location.uri), {
        viewColumn: vscode.ViewColumn.One,
        selection: new vscode.Range(start.line, start.character, end.line, end.character),
      });
    }
  }

  private follow(editor: vscode.TextEditor): void {
    const id = editor.document.languageId === "aisys" ? (this.cardOf(editor)?.id ?? "") : this.marked;
    if (id !== this.marked) {
      this.marked = id;
      void this.panel.webview.postMessage({ type: "mark", id });
    }
  }

  private dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.forEach((one) => one.dispose());
    preview = undefined;
  }
}
