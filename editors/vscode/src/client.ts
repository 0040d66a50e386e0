// The language server: started with the program that the settings name, and what is said if there is none.
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient/node";

import { Program, findProgram } from "./server";

/** The program as the settings name it. Settings of a workspace that is not trusted do not count: package.json says so. */
export function program(): Program {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const setting = vscode.workspace.getConfiguration("aixc").get<string>("path", "aixc");
  return findProgram(setting, folders, process.env.PATH ?? "");
}

/** What the settings put behind the name of a command. */
export function extraArguments(): string[] {
  return vscode.workspace.getConfiguration("aixc").get<string[]>("arguments", []);
}

/** Says what is wrong with the program, and leads to the setting. */
export async function tellMissing(message: string): Promise<void> {
  const settings = "Open the Setting";
  if ((await vscode.window.showErrorMessage(message, settings)) === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "aixc.path");
  }
}

export class Server {
  private readonly changed = new vscode.EventEmitter<void>();
  private running: LanguageClient | undefined;
  private turn: Promise<void> = Promise.resolve();

  /** A server was started, or there is none now. */
  readonly onDidChange = this.changed.event;
  /** Why there is no server. */
  error: string | undefined;

  get client(): LanguageClient | undefined {
    return this.running;
  }

  async start(): Promise<void> {
    this.turn = this.turn.then(() => this.startNow());
    await this.turn;
  }

  async stop(): Promise<void> {
    this.turn = this.turn.then(() => this.stopNow());
    await this.turn;
  }

  async restart(): Promise<void> {
    void this.stop();
    await this.start();
  }

  private async startNow(): Promise<void> {
    const found = program();
    this.error = found.error;
    if (found.error === undefined) {
      const options: LanguageClientOptions = {
        documentSelector: [{ language: "aisys", scheme: "file" }, { language: "aisys", scheme: "untitled" }],
        revealOutputChannelOn: RevealOutputChannelOn.Never,
      };
      const command = { command: found.command, args: ["lsp", ...extraArguments()] };
      const client = new LanguageClient("aixc", "aixc", command, options);
      try {
        await client.start();
        this.running = client;
      } catch (error) {
        this.error = `${found.command} could not be started as a language server: ${String(error)}`;
      }
    }
    this.changed.fire();
    if (this.error !== undefined) {
      void tellMissing(this.error);
    }
  }

  private async stopNow(): Promise<void> {
    const old = this.running;
    this.running = undefined;
    await old?.dispose().catch(() => undefined);
  }
}
