// The packaged extension in a real Visual Studio Code: the report beside the text, and the commands.
import assert from 'node:assert'
import { BINARY, CodeServer, VSIX } from './code_server.mjs'
import { furnished, until } from './workbench.mjs'

const step = furnished(() => {
  const server = new CodeServer({ program: BINARY, extension: VSIX })
  server.copy('examples/01_support_assistant.aisys', 'support.aisys')
  server.copy('examples/acme', 'acme')
  return server
}, 'support.aisys')

const card = (bench, name) => bench.preview.locator(`g.node[aria-label^="${name},"]`)

step('the report stands beside the text', async ({ bench }) => {
  await bench.command('View: Toggle Primary Side Bar Visibility')
  await bench.focusText()
  await bench.page.keyboard.press('Control+k')
  await bench.page.keyboard.press('v')
  await card(bench, 'Triage agent').waitFor()
  assert.ok(await bench.preview.locator('svg').first().isVisible())
  const [left, right] = await Promise.all([
    bench.page.locator('.editor-group-container').first().boundingBox(),
    bench.page.locator('.editor-group-container').nth(1).boundingBox()])
  assert.ok(right.x >= left.x + left.width - 1, 'side by side')
  await bench.picture('report')
})

step('the card of the element at the caret is marked', async ({ bench }) => {
  await bench.goTo(21, 12)
  await bench.preview.locator('g.node.here[aria-label^="Help centre,"]').waitFor()
  await bench.goTo(22, 12)
  await bench.preview.locator('g.node.here[aria-label^="Refund API,"]').waitFor()
  assert.strictEqual(await bench.preview.locator('.here').count(), 1)
  await bench.goTo(20, 12)
  await bench.preview.locator('g.node.here[aria-label^="Triage agent,"]').waitFor()
  await bench.picture('report-marked')
})

step('a click on a card leads to its line', async ({ bench }) => {
  await bench.goTo(1)
  await card(bench, 'Prompt shield').locator('text').first().click()
  await bench.caretIs(19)
  await bench.preview.locator('g.node.here[aria-label^="Prompt shield,"]').waitFor()
})

step('a card is reached and opened with the keyboard', async ({ bench }) => {
  await card(bench, 'Help centre').focus()
  await bench.page.keyboard.press('Enter')
  await bench.caretIs(21)
})

step('the picture stays while the library is read', async ({ bench }) => {
  await bench.goTo(20, 4)
  await bench.page.keyboard.press('F12')
  await bench.line(/kind agent/)
  await bench.page.waitForTimeout(1000) // for a picture that would be drawn anew
  assert.ok(await card(bench, 'Triage agent').isVisible())
  await bench.page.locator('.tab', { hasText: 'Report: support.aisys' }).waitFor()
  await bench.open('support.aisys')
})

step('the picture follows edits, before they are saved', async ({ bench }) => {
  await bench.goTo(23, 1)
  await bench.page.keyboard.type('\n')
  await bench.goTo(23, 1)
  await bench.page.keyboard.type('  store vault "Vault of refunds"')
  await card(bench, 'Vault of refunds').waitFor()
  assert.ok(await bench.page.locator('.tab.dirty').count() > 0)
})

step('with an error in the text the last good picture stays, and says so', async ({ bench }) => {
  await bench.page.keyboard.type(' {{{')
  const note = bench.preview.locator('#note')
  await note.filter({ hasText: /errors? in the text: this is the last good picture/ }).waitFor()
  assert.ok(await card(bench, 'Vault of refunds').isVisible())
  await bench.picture('report-error')
  await bench.revert()
  await card(bench, 'Vault of refunds').waitFor({ state: 'detached' })
  await note.waitFor({ state: 'hidden' })
})

step('the picture has the colours of the theme, or those of the setting', async ({ bench, server }) => {
  const paper = () => bench.preview.locator('svg').first().evaluate((svg) => getComputedStyle(svg).getPropertyValue('--bg'))
  const becomes = (colour) => until(paper, (it) => it === colour)
  await becomes('#ffffff')
  server.configure({ 'workbench.colorTheme': 'Default Dark Modern' })
  await becomes('#0f1420')
  await bench.goTo(20, 12)
  await bench.preview.locator('.here').waitFor()
  await bench.picture('report-dark')
  server.configure({ 'workbench.colorTheme': 'Default Dark Modern', 'aixc.preview.theme': 'light' })
  await becomes('#ffffff')
  server.configure({})
  await becomes('#ffffff')
})

step('larger, smaller and fit', async ({ bench }) => {
  const width = () => bench.preview.locator('svg').first().evaluate((svg) => svg.getBoundingClientRect().width)
  const fitting = await until(width, (it) => it > 0)
  await bench.preview.locator('#larger').click()
  await until(width, (it) => it > fitting * 1.2)
  await bench.preview.locator('#fit').click()
  await until(width, (it) => it === fitting)
})

step('the policy of the page kept nothing out, and lets nothing in', async ({ bench }) => {
  assert.deepStrictEqual(bench.refused, [])
  const policy = await bench.preview.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  assert.match(policy, /^default-src 'none'; script-src 'nonce-[^']+'; style-src [^;]+ 'nonce-[^']+'; img-src data:$/)
  assert.doesNotMatch(policy, /unsafe/)
})

step('the questions are listed in a terminal', async ({ bench }) => {
  await bench.page.locator('.codelens-decoration a', { hasText: 'question' }).click()
  await bench.terminal(/Is there a system prompt for Triage agent/)
  await bench.picture('questions')
})

step('a finding is picked, and its reasons are shown', async ({ bench }) => {
  await bench.focusText()
  await bench.goTo(20, 12)
  await bench.command('aixc: Why Does This Threat Apply?')
  const rows = await bench.rows('.quick-input-widget')
  assert.match(rows[0], /vpc\.triage/, 'those of the element at the caret come first')
  await bench.picture('why-pick')
  await bench.page.keyboard.type('direct prompt')
  await bench.page.keyboard.press('Enter')
  await bench.terminal(/^> aixc why direct_prompt_injection vpc\.triage support\.aisys/)
  await bench.terminal(/by way of/)
  await bench.picture('why')
})

step('the plan is made, of the text that was not yet saved', async ({ bench, server }) => {
  await bench.focusText()
  await bench.goTo(1, 1)
  await bench.page.keyboard.type('// saved by the command')
  await bench.page.keyboard.press('Enter')
  await bench.command('aixc: Plan the Controls')
  await bench.terminal(/implement \w+ on vpc\.triage \{ status: planned \}/)
  assert.match(server.read('support.aisys'), /^\/\/ saved by the command/)
  await bench.picture('plan')
})

step('the report is written into a file', async ({ bench, server }) => {
  await bench.focusText()
  await bench.command('aixc: Write the Report to a File')
  const box = bench.page.locator('.quick-input-widget:visible input[type=text]')
  await bench.page.waitForFunction(() => /support\.html$/.test(document.querySelector('.quick-input-widget input[type=text]')?.value ?? ''))
  await box.press('Enter')
  await bench.page.locator('.notification-toast', { hasText: 'support.html is written' }).waitFor()
  assert.match(server.read('support.html'), /<title>Support assistant/)
})

step('the report comes back when the window is loaded again', async ({ bench }) => {
  await bench.command('View: Hide Panel')
  await bench.page.reload()
  await card(bench, 'Triage agent').waitFor()
})
