// The extension: starts the language server, and holds the commands.
import * as vscode from "vscode";

import { Server } from "./client";
import { Preview } from "./panel";
import { run, write } from "./terminal";
import { why } from "./why";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  server = new Server();
  const preview = new Preview(context.extensionUri, server);
  const { registerCommand } = vscode.commands;
  context.subscriptions.push(
    preview,
    registerCommand("aixc.showReport", (uri?: string) => preview.show(uri)),
    registerCommand("aixc.showQuestions", (uri?: string) => run("questions", uri)),
    registerCommand("aixc.plan", (uri?: string) => run("plan", uri)),
    registerCommand("aixc.writeReport", (uri?: string) => write(uri)),
    registerCommand("aixc.why", () => why((editor) => preview.cardOf(editor)?.path)),
    registerCommand("aixc.restart", () => server?.restart()),
    vscode.window.registerWebviewPanelSerializer("aixc.report", {
      deserializeWebviewPanel: async (panel, state: unknown) => preview.restore(panel, state),
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("aixc.path") || event.affectsConfiguration("aixc.arguments")) {
        void server?.restart();
      } else if (event.affectsConfiguration("aixc.preview")) {
        preview.draw();
      }
    }),
  );
  await server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
