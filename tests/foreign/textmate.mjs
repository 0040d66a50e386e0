// textmate.mjs GRAMMAR FILE...: what VS Code's own reader of TextMate grammars makes of each file, as one JSON array:
// `lines`, each a list of [text, scope of the innermost rule], and `open`, how many rules are unfinished after the last line.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import oniguruma from 'vscode-oniguruma'
import textmate from 'vscode-textmate'

const [grammarPath, ...files] = process.argv.slice(2)
const require = createRequire(import.meta.url)
const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'))
await oniguruma.loadWASM(wasm)

const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarPath, 'utf8'), grammarPath),
})
const grammar = await registry.loadGrammar('source.aisys')

function read(path) {
  let stack = textmate.INITIAL
  const lines = readFileSync(path, 'utf8').split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack)
    stack = ruleStack
    return tokens.map(({ startIndex, endIndex, scopes }) => [line.slice(startIndex, endIndex), scopes.at(-1)])
  })
  return { lines, open: stack.depth - 1 }
}

console.log(JSON.stringify(files.map(read)))
