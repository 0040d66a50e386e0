// The workbench of Visual Studio Code in Chromium: what a person does with keyboard and mouse, and what they see.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { chromium } from 'playwright-core'
import { SOURCE } from './code_server.mjs'

const PICTURES = join(SOURCE, 'out/vscode')
const WAIT = 20_000

export async function launch() {
  return await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  })
}

/** Waits until something holds, and fails with what it was last. */
export async function until(what, holds) {
  let last
  for (const end = Date.now() + WAIT; Date.now() < end;) {
    last = await what()
    if (holds(last)) {
      return last
    }
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`it stayed ${last}`)
}

export class Workbench {
  static async open(browser, address, { width = 1400, height = 860 } = {}) {
    const context = await browser.newContext({ viewport: { width, height } })
    const page = await context.newPage()
    page.setDefaultTimeout(WAIT)
    const bench = new Workbench(page)
    await page.goto(address)
    await page.waitForSelector('.monaco-workbench .part.statusbar')
    return bench
  }

  constructor(page) {
    this.page = page
    this.refused = [] // what a content security policy kept out
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text()) && /aixc|preview/.test(message.text())) {
        this.refused.push(message.text())
      }
    })
  }

  async picture(name) {
    mkdirSync(PICTURES, { recursive: true })
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`) })
  }

  /** Types into the box that opens with a key, and takes the first row. */
  async #quick(key, text, row = text) {
    const { page } = this
    await page.keyboard.press(key)
    const box = page.locator('.quick-input-widget:visible input[type=text]')
    await box.fill(text)
    await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: row }).waitFor()
    await page.keyboard.press('Enter')
    await box.waitFor({ state: 'hidden' })
  }

  async open(file) {
    await this.#quick('Control+p', file)
    await this.page.locator(`.tab.active .label-name:text-is("${file}")`).waitFor()
    await this.page.locator('.editor-group-container.active .view-line').first().waitFor()
  }

  /** Runs a command by its title. */
  async command(title) {
    const { page } = this
    await page.keyboard.press('F1')
    const box = page.locator('.quick-input-widget:visible input[type=text]')
    await box.fill(`>${title}`)
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first().waitFor()
    await page.keyboard.press('Enter')
  }

  /** Puts the caret, lines and columns counted from one. */
  async goTo(line, column = 1) {
    const { page } = this
    await page.keyboard.press('Control+g')
    await page.locator('.quick-input-widget:visible input[type=text]').fill(`:${line}:${column}`)
    await page.keyboard.press('Enter')
    await this.caretIs(line, column)
  }

  async caretIs(line, column) {
    const place = column === undefined ? `Ln ${line},` : `Ln ${line}, Col ${column}`
    await this.page.locator('#status\\.editor\\.selection', { hasText: place }).waitFor()
  }

  /** The rows of the quick pick or suggestion list that is open. */
  async rows(selector) {
    await this.page.locator(`${selector} .monaco-list-row`).first().waitFor()
    return await this.page.locator(`${selector} .monaco-list-row`).allInnerTexts()
  }

  /** A line of the text in the editor that looks like this. */
  async line(like) {
    await this.page.waitForFunction(([source, flags]) => {
      const lines = [...document.querySelectorAll('.editor-group-container .view-line')]
      return lines.some((one) => new RegExp(source, flags).test(one.textContent.replaceAll('\u00a0', ' ')))
    }, [like.source, like.flags])
  }

  /** Takes a row of the list of actions that is open. */
  async take(text) {
    const rows = await this.rows('.action-widget')
    for (let tries = 0; tries < rows.length; ++tries) {
      const chosen = this.page.locator('.action-widget .monaco-list-row.focused')
      if ((await chosen.innerText()).includes(text)) {
        await this.page.keyboard.press('Enter')
        return
      }
      await this.page.keyboard.press('ArrowDown')
    }
    throw new Error(`no action says '${text}':\n${rows.join('\n')}`)
  }

  /** What the terminal shows looks like this. */
  async terminal(like) {
    await this.page.waitForFunction(([source, flags]) => {
      const rows = [...document.querySelectorAll('.terminal-wrapper.active .xterm-rows > div')]
      return new RegExp(source, flags).test(rows.map((row) => row.textContent.replaceAll('\u00a0', ' ')).join('\n'))
    }, [like.source, like.flags])
  }

  /** Closes whatever is open above the text. */
  async calm() {
    for (let times = 0; times < 3; ++times) {
      await this.page.keyboard.press('Escape')
    }
  }

  async focusText() {
    await this.command('View: Focus First Editor Group')
  }

  /** Brings the text back to what is on disk. */
  async revert() {
    await this.command('File: Revert File')
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' })
  }

  /** What the editor's own inspector tells of a place: scopes of the grammar, type of the semantic token. */
  async inspect(line, column) {
    await this.goTo(line, column)
    await this.command('Developer: Inspect Editor Tokens and Scopes')
    const widget = this.page.locator('.token-inspect-widget')
    await widget.locator('tr', { hasText: 'textmate scopes' }).first().waitFor()
    const told = await widget.innerText()
    await this.page.keyboard.press('Escape')
    await widget.waitFor({ state: 'hidden' })
    return told
  }

  /** The preview's page inside its two frames. */
  get preview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame')
  }
}

/** An editor for the tests of a file, and `step`, which makes a test of what is done in it; a failure leaves a picture. */
export function furnished(makeServer, file, { trust = true } = {}) {
  const have = {}
  before(async () => {
    have.server = makeServer()
    have.browser = await launch()
    have.bench = await Workbench.open(have.browser, await have.server.start())
    if (!trust) {
      await have.bench.page.locator('.monaco-dialog-box .monaco-button', { hasText: 'No, I don' }).click()
    }
    await have.bench.open(file)
  }, { timeout: 180_000 })
  after(async () => {
    await have.browser?.close()
    await have.server?.stop()
  }, { timeout: 60_000 })
  return (name, body) => test(name, { timeout: 120_000 }, async () => {
    try {
      await body(have)
    } catch (error) {
      await have.bench.picture(`failed-${name.replace(/\W+/g, '-')}`)
      await have.bench.calm()
      throw error
    }
  })
}
