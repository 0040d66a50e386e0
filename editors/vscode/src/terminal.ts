// Commands of the program on a file, in a terminal. The program is started directly: no shell reads the file's name.
import { ChildProcess, execFile, spawn } from "child_process";
import * as path from "path";
import * as vscode from "vscode";

import { extraArguments, program, tellMissing } from "./client";

const MOST = 64 * 1024 * 1024; // bytes that a command may say

const DRAWN = 150; // milliseconds after which a terminal has drawn what it was given

const FORMATS = {
  "Page": ["html"], "Picture": ["svg", "png"], "Pages to print": ["pdf"], "Markdown": ["md"], "Table": ["csv"],
  "For scripts": ["json"], "Code scanning": ["sarif"], "CycloneDX": ["cdx.json"],
};

/** The program and the place that a command about a document needs, or nothing, after the reason has been told. */
export interface Call {
  command: string;
  folder: string;
  file: string;
}

export async function prepare(uri?: string): Promise<Call | undefined> {
  const address = uri === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(uri);
  if (address === undefined) {
    void vscode.window.showErrorMessage("Open a model first: the command is about the one in the editor.");
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(address);
  if (address.scheme !== "file" || (document.isDirty && !(await document.save()))) {
    void vscode.window.showErrorMessage("Save the model first: the command reads it from disk.");
    return undefined;
  }
  const found = program();
  if (found.error !== undefined) {
    void tellMissing(found.error);
    return undefined;
  }
  const folder = vscode.workspace.getWorkspaceFolder(address)?.uri.fsPath ?? path.dirname(address.fsPath);
  return { command: found.command, folder, file: path.relative(folder, address.fsPath) };
}

/** What the program writes to standard output. */
export function read(call: Call, words: string[]): Promise<string> {
  const all = [call.file, ...words, ...extraArguments()];
  return new Promise((done, failed) => {
    execFile(call.command, all, { cwd: call.folder, maxBuffer: MOST }, (error, out, said) => {
      if (error === null) {
        done(out);
      } else {
        failed(new Error(said.trim() || error.message));
      }
    });
  });
}

/** Runs `aixc COMMAND WORDS FILE` in a terminal; the one of the last command is used again. */
export async function run(command: string, uri?: string, words: string[] = []): Promise<void> {
  const call = await prepare(uri);
  if (call === undefined) {
    return;
  }
  const name = "aixc";
  vscode.window.terminals.find((one) => one.name === name)?.dispose();
  const all = [command, ...words, call.file, ...extraArguments(), "--color", "always"];
  const terminal = vscode.window.createTerminal({ name, pty: new Output(call, all), iconPath: new vscode.ThemeIcon("shield") });
  terminal.show(true);
}

/** A reader begins at the top. */
function toTop(): void {
  void vscode.commands.executeCommand("workbench.action.terminal.scrollToTop");
}

/** A terminal that shows what the program says, and stays when it has ended. */
class Output implements vscode.Pseudoterminal {
  private readonly written = new vscode.EventEmitter<string>();
  private child: ChildProcess | undefined;
  readonly onDidWrite = this.written.event;

  constructor(
    private readonly call: Call,
    private readonly words: string[],
  ) {}

  open(): void {
    const say = (text: string): void => this.written.fire(text.replace(/\r?\n/g, "\r\n"));
    const shown = this.words.slice(0, -2).join(" ");
    say(`\x1b[2m> aixc ${shown}\x1b[0m\n\n`);
    this.child = spawn(this.call.command, this.words, { cwd: this.call.folder, stdio: ["ignore", "pipe", "pipe"] });
    this.child.stdout?.setEncoding("utf8").on("data", say);
    this.child.stderr?.setEncoding("utf8").on("data", say);
    this.child.on("close", () => setTimeout(toTop, DRAWN));
    this.child.on("error", (error) => say(`${error.message}\n`));
  }

  close(): void {
    this.child?.kill();
  }
}

/** Asks for a file, whose ending says the format, and writes the report into it. */
export async function write(uri?: string): Promise<void> {
  const call = await prepare(uri);
  if (call === undefined) {
    return;
  }
  const beside = path.join(call.folder, call.file.replace(/\.aisys$/, "") + ".html");
  const out = await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.file(beside), filters: FORMATS, title: "Write the Report" });
  if (out === undefined) {
    return;
  }
  try {
    await read(call, ["-o", out.fsPath]);
  } catch (error) {
    void vscode.window.showErrorMessage(`The report was not written: ${(error as Error).message}`);
    return;
  }
  const open = "Open";
  if ((await vscode.window.showInformationMessage(`${path.basename(out.fsPath)} is written.`, open)) === open) {
    await vscode.env.openExternal(out);
  }
}
