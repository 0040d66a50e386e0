// `Why Does This Threat Apply?`: a finding is picked from a list, and its reasons are shown in a terminal.
import * as vscode from "vscode";

import { Choice, choices } from "./findings";
import { prepare, read, run } from "./terminal";

/** `elementAt`: the path of the element that the caret of an editor stands in. */
export async function why(elementAt: (editor: vscode.TextEditor) => string | undefined): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const call = await prepare();
  if (editor === undefined || call === undefined) {
    return;
  }
  const uri = editor.document.uri.toString();
  let list: Choice[];
  try {
    list = choices(JSON.parse(await read(call, ["-o", "-", "--format", "json"])), elementAt(editor));
  } catch (error) {
    const first = String(error instanceof Error ? error.message : error).split("\n", 1)[0];
    void vscode.window.showErrorMessage(`There are no findings to explain: ${first}`);
    return;
  }
  const other: Choice = { label: "$(edit) Another threat or element…", description: "why one does not apply, say" };
  const picked = await vscode.window.showQuickPick([...list, other], {
    placeHolder: "The finding to explain",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const asked = picked === other ? await ask() : picked;
  if (asked?.threat !== undefined && asked.element !== undefined) {
    await run("why", uri, [asked.threat, asked.element]);
  }
}

async function ask(): Promise<Pick<Choice, "threat" | "element"> | undefined> {
  const threat = await vscode.window.showInputBox({ prompt: "The threat, `evasion` say" });
  const element = threat && (await vscode.window.showInputBox({ prompt: "The path of an element, or `system`" }));
  return threat && element ? { threat, element } : undefined;
}
