// The packaged extension in a real Visual Studio Code: where the program comes from, and what is said if there is none.
import assert from 'node:assert'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'node:test'
import { BINARY, CodeServer, VSIX } from './code_server.mjs'
import { furnished, until } from './workbench.mjs'

const lens = (bench) => bench.page.locator('.codelens-decoration a', { hasText: 'threats' })
const MODEL = 'system one "One" { appetite: low }\n\nparty us "Us" { role: us }\n\nuser u "User"\nllm m "Model" by us\n\nu -> m : "prompt"\n'

describe('without the program', () => {
  const step = furnished(() => new CodeServer({ extension: VSIX, files: { 'model.aisys': MODEL } }), 'model.aisys')

  step('it is said what is missing, and where to name it; words have their colours all the same', async ({ bench }) => {
    const told = bench.page.locator('.notification-toast', { hasText: 'The program aixc is not in PATH' })
    await told.waitFor()
    assert.match(await told.innerText(), /highlighted but not checked.*aixc\.path/s)
    assert.match(await bench.inspect(5, 2), /storage\.type\.kind\.aisys/)
    await bench.picture('missing')
  })

  step('the report says so, too', async ({ bench }) => {
    await bench.command('aixc: Show the Report Beside the Text')
    await bench.preview.locator('#note', { hasText: 'is not in PATH' }).waitFor()
    await bench.picture('missing-report')
  })

  step('with the program named in the setting the server starts, and the report comes', async ({ bench, server }) => {
    server.configure({ 'aixc.path': BINARY })
    await lens(bench).waitFor()
    await bench.preview.locator('g.node').first().waitFor()
    await bench.preview.locator('#note').waitFor({ state: 'hidden' })
  })

  step('a setting that names no program is told', async ({ bench, server }) => {
    server.configure({ 'aixc.path': './tools/aixc' })
    await bench.page.locator('.notification-toast', { hasText: /aixc\.path names .*workspace\/tools\/aixc, and no program/ }).waitFor()
  })
})

describe('in a workspace that is not trusted', () => {
  const step = furnished(() => {
    const server = new CodeServer({ extension: VSIX, program: BINARY, trusted: false, files: { 'model.aisys': MODEL } })
    server.write('evil', `#!/bin/sh\ntouch '${join(server.home, 'ran')}'\nexec '${BINARY}' "$@"\n`)
    server.configure({ 'aixc.path': './evil', 'aixc.arguments': ['--no-such-option'] })
    return server
  }, 'model.aisys', { trust: false })

  step('its settings start nothing: the program in PATH serves', async ({ bench, server }) => {
    await lens(bench).waitFor()
    await bench.picture('untrusted')
    assert.ok(!existsSync(join(server.home, 'ran')))
  })

  step('once it is trusted its settings count', async ({ bench, server }) => {
    server.configure({ 'aixc.path': './evil' })
    await bench.command('Workspaces: Manage Workspace Trust')
    await bench.page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust/ }).first().click()
    await until(() => existsSync(join(server.home, 'ran')), (it) => it)
  })
})

describe('with several folders', () => {
  const step = furnished(() => new CodeServer({
    extension: VSIX,
    opens: 'both.code-workspace',
    files: {
      'both.code-workspace': JSON.stringify({
        folders: [{ path: 'one' }, { path: 'two' }], settings: { 'aixc.path': 'tools/aixc' },
      }),
      'one/first.aisys': MODEL,
      'two/second.aisys': MODEL.replace('llm m', 'store s "Store"\nllm m'),
      'two/tools/aixc': `#!/bin/sh\nexec '${BINARY}' "$@"\n`,
    },
  }), 'first.aisys')

  step('one server, from the folder that has the program, serves them all', async ({ bench }) => {
    await lens(bench).waitFor()
    await bench.command('aixc: Show the Report Beside the Text')
    await bench.preview.locator('g.node').first().waitFor()
    assert.strictEqual(await bench.preview.locator('g.node[aria-label^="Store,"]').count(), 0)
  })

  step('the report follows from a model to another', async ({ bench }) => {
    await bench.open('second.aisys')
    await bench.preview.locator('g.node[aria-label^="Store,"]').waitFor()
    await bench.page.locator('.tab', { hasText: 'Report: second.aisys' }).waitFor()
    await bench.command('aixc: Plan the Controls')
    await bench.terminal(/> aixc plan second\.aisys/)
  })
})
