// The packaged extension in a real Visual Studio Code: what a person sees who writes a model.
//
//   AIXC_BINARY=… AIXC_VSIX=… node --test language.test.mjs
import assert from 'node:assert'
import { BINARY, CodeServer, VSIX } from './code_server.mjs'
import { furnished } from './workbench.mjs'

const step = furnished(() => {
  const server = new CodeServer({ program: BINARY, extension: VSIX })
  server.copy('examples/01_support_assistant.aisys', 'support.aisys')
  server.copy('examples/acme', 'acme')
  return server
}, 'support.aisys')

step('the server tells what it found: totals above the system, threats behind each element', async ({ bench, bench: { page } }) => {
  const lenses = page.locator('.codelens-decoration a')
  await lenses.first().waitFor()
  assert.match((await lenses.allInnerTexts()).join(), /\d+ threats \(.*high.*\).*question/)
  await bench.line(/"Triage agent".*\d+ threats, high.*autonomy/)
  await bench.picture('language')
})

step('words have the scopes of the grammar and the meanings of the server', async ({ bench, bench: { page } }) => {
  for (const [line, column, scope, meaning] of [
    [1, 2, 'keyword.other.statement.aisys', null],
    [20, 4, 'storage.type.kind.aisys', 'type'],
    [20, 18, 'string.quoted.double.aisys', null],
    [27, 11, 'keyword.operator.arrow.aisys', null],
    [35, 33, null, null],
    [36, 10, null, 'event'],
  ]) {
    const told = await bench.inspect(line, column)
    assert.ok(scope === null || told.includes(scope), `${line}:${column}: ${told}`)
    assert.ok(meaning === null || new RegExp(`semantic token type\\s*${meaning}`).test(told), `${line}:${column}: ${told}`)
  }
})

step('words of different meaning have different colours', async ({ bench, bench: { page } }) => {
  const colours = await page.evaluate(() => {
    const line = [...document.querySelectorAll('.view-line')].find((one) => /"Triage.agent"/.test(one.textContent))
    const spans = [...line.querySelectorAll('span > span')]
    const colour = (text) => getComputedStyle(spans.find((one) => one.textContent.trim() === text)).color
    return ['agent', 'triage', 'plans'].map(colour)
  })
  assert.strictEqual(new Set(colours).size, 3, colours.join())
})

step('the pointer over an element shows its findings', async ({ bench, bench: { page } }) => {
  await bench.goTo(20, 12)
  await bench.command('Show or Focus Hover')
  const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: 'Triage agent' })
  await hover.waitFor()
  const text = await hover.innerText()
  assert.match(text, /findings/)
  assert.match(text, /Direct prompt injection: Customer can send/)
  await bench.picture('hover')
  await page.keyboard.press('Escape')
})

step('an element offers answers and controls, and an answer is written into the text', async ({ bench, bench: { page } }) => {
  await bench.goTo(20, 12)
  await page.keyboard.press('Control+.')
  const offered = await bench.rows('.action-widget')
  assert.ok(offered.some((row) => /answer `system_prompt: public`/.test(row)), offered.join('\n'))
  assert.ok(offered.some((row) => /implement Oversight/.test(row)), offered.join('\n'))
  await bench.picture('actions')
  await bench.take('system_prompt: public')
  await bench.line(/agent\s+triage .*system_prompt: public/)
  await page.keyboard.press('Control+z')
})

step('completion knows the place', async ({ bench, bench: { page } }) => {
  await bench.goTo(20, 67)
  await page.keyboard.type(', ')
  await page.keyboard.press('Control+Space')
  const offered = await bench.rows('.suggest-widget.visible')
  assert.ok(offered.some((row) => row.startsWith('system_prompt')), offered.join('\n'))
  assert.ok(!offered.some((row) => row.startsWith('autonomy')), 'an attribute that is there is not offered again')
  await bench.picture('completion')
  await page.keyboard.press('Escape')
  await bench.revert()
})

step('a mistake gets a squiggle, a row among the problems, and a fix', async ({ bench, bench: { page } }) => {
  await bench.goTo(20, 3)
  await page.keyboard.press('Control+Shift+k') // the line is gone: its names are unknown
  await page.locator('.squiggly-error').first().waitFor()
  await bench.command('Problems: Focus on Problems View')
  const rows = await bench.rows('.markers-panel')
  assert.ok(rows.some((row) => /triage.*aixc.*AIX\d{4}/s.test(row)), rows.join('\n'))
  await bench.picture('problems')
  await bench.command('View: Hide Panel')
  await bench.focusText()
  await bench.revert()
  await page.locator('.squiggly-error').first().waitFor({ state: 'detached' })

  await bench.goTo(20, 3)
  await page.keyboard.press('Control+Delete')
  await page.keyboard.type('agnet')
  await page.locator('.squiggly-error').first().waitFor()
  await bench.goTo(20, 5)
  await page.keyboard.press('Control+.')
  await bench.take('`agent`')
  await bench.line(/^\s+agent\s+triage/)
  await bench.revert()
})

step('a name leads to its declaration', async ({ bench, bench: { page } }) => {
  await bench.goTo(30, 2)
  await page.keyboard.press('F12')
  await bench.caretIs(20)
})

step('a kind leads into the library, in which all is well', async ({ bench, bench: { page } }) => {
  await bench.goTo(20, 4)
  await page.keyboard.press('F12')
  await page.locator('.tab.active .label-name:text-is("using.aisys")').waitFor()
  await bench.line(/^kind agent "/)
  await bench.command('Show or Focus Hover')
  await page.locator('.monaco-hover:not(.hidden)', { hasText: 'agent' }).waitFor()
  assert.strictEqual(await page.locator('.editor-group-container.active .squiggly-error').count(), 0)
  await bench.picture('library')
  await page.keyboard.press('Escape')
  await bench.command('View: Close Editor')
  await page.locator('.tab.active .label-name:text-is("support.aisys")').waitFor()
})

step('the format command brings the text into the one style', async ({ bench, bench: { page } }) => {
  await bench.goTo(9, 1)
  await page.keyboard.type('      ')
  await bench.line(/^\s{6}party\s+acme/)
  await bench.command('Format Document')
  await bench.line(/^party\s+acme/)
  await bench.revert()
})

step('what is opened on a line is indented and closed on the next', async ({ bench, bench: { page } }) => {
  await bench.goTo(37, 1)
  await page.keyboard.type('boundary lab "Lab" by acme {')
  await page.keyboard.press('Enter')
  await page.keyboard.type('store notes "Notes"')
  await bench.line(/^ {2}store notes "Notes"/)
  await bench.line(/^boundary lab "Lab"/)
  await bench.revert()
})

step('a snippet begins an element', async ({ bench, bench: { page } }) => {
  await bench.goTo(37, 1)
  await page.keyboard.type('boundar')
  await page.keyboard.press('Control+Space')
  const snippet = page.locator('.suggest-widget.visible .monaco-list-row', { has: page.locator('.codicon-symbol-snippet') })
  await snippet.first().click()
  await bench.line(/^boundary vpc "Label" by us \{/)
  await bench.calm()
  await bench.revert()
})
