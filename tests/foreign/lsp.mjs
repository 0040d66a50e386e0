// The language server as VS Code's own protocol library sees it: every answer is read with its types' names.
//
//   node lsp.mjs PROGRAM FILE
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import * as protocol from "vscode-languageserver-protocol/node";

const [program, file] = process.argv.slice(2);
const child = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
const connection = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(child.stdout), new protocol.StreamMessageWriter(child.stdin));
const told = [];
const refreshed = [];
connection.onNotification(protocol.PublishDiagnosticsNotification.type, (it) => told.push(it));
connection.onRequest(protocol.InlayHintRefreshRequest.type, () => { refreshed.push("hints"); return null; });
connection.onRequest(protocol.CodeLensRefreshRequest.type, () => { refreshed.push("lenses"); return null; });
connection.onRequest(protocol.RegistrationRequest.type, (it) => { refreshed.push(...it.registrations.map((r) => r.method)); return null; });
connection.listen();

const until = async (what) => { while (!what()) { await new Promise((resolve) => setTimeout(resolve, 20)); } };
const uri = pathToFileURL(file).href;
const textDocument = { uri };
const { capabilities } = await connection.sendRequest(protocol.InitializeRequest.type, {
  processId: process.pid, rootUri: null,
  capabilities: {
    workspace: { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true },
                 didChangeWatchedFiles: { dynamicRegistration: true } },
    textDocument: { hover: { contentFormat: ["markdown"] } },
  },
});
await connection.sendNotification(protocol.InitializedNotification.type, {});
const text = readFileSync(file, "utf8");
await connection.sendNotification(protocol.DidOpenTextDocumentNotification.type,
  { textDocument: { uri, languageId: "aisys", version: 1, text } });
await until(() => refreshed.includes("hints"));
const tokens = await connection.sendRequest(protocol.SemanticTokensRequest.type, { textDocument });
const hints = await connection.sendRequest(protocol.InlayHintRequest.type,
  { textDocument, range: protocol.Range.create(0, 0, 10000, 0) });
const lenses = await connection.sendRequest(protocol.CodeLensRequest.type, { textDocument });
const folds = await connection.sendRequest(protocol.FoldingRangeRequest.type, { textDocument });
// What is asked while the server draws is cancelled before its turn comes.
const drawn = connection.sendRequest("aixc/report", { textDocument });
const source = new protocol.CancellationTokenSource();
source.cancel();
const cancelled = await connection.sendRequest(protocol.DocumentSymbolRequest.type, { textDocument }, source.token)
  .then(() => "answered", (error) => error.code);
await drawn;
await connection.sendRequest(protocol.ShutdownRequest.type);
await connection.sendNotification(protocol.ExitNotification.type);
const code = await new Promise((resolve) => child.on("exit", resolve));
console.log(JSON.stringify({
  diagnostics: told.at(-1).diagnostics.every((it) => protocol.Diagnostic.is(it)),
  hints: hints.length > 0 && hints.every((it) => protocol.InlayHint.is(it)),
  lenses: lenses.length > 0 && lenses.every((it) => protocol.CodeLens.is(it)),
  folds: folds.length > 0 && folds.every((it) => protocol.FoldingRange.is(it)),
  tokens: tokens.data.length > 0 && tokens.data.length % 5 === 0 && protocol.SemanticTokens.is(tokens),
  legend: capabilities.semanticTokensProvider.legend.tokenTypes.length > 0,
  cancelled, code, refreshed: [...new Set(refreshed)].sort(),
}));
