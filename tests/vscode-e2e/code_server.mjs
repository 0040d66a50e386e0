// Starts and stops code-server on the loopback interface, with folders of its own for everything that it writes.
import { spawn, execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const ENTRY = join(dirname(createRequire(import.meta.url).resolve('code-server/package.json')), 'out/node/entry.js')
export const SOURCE = resolve(import.meta.dirname, '../..')
export const BINARY = process.env.AIXC_BINARY ?? join(SOURCE, 'build/release/aixc')
export const VSIX = process.env.AIXC_VSIX ?? join(SOURCE, 'out/aisys.vsix')

const LONGEST = '600' // seconds

const SETTINGS = {
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'terminal.integrated.gpuAcceleration': 'off', // so that what stands in a terminal can be read from the page
  'terminal.integrated.enablePersistentSessions': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
}

export class CodeServer {
  #child
  #said = ''

  /** `files`: the workspace, path → text. `program`: what `aixc` in PATH is, or nothing. `opens`: a file of several folders. */
  constructor({ files = {}, program, trusted = true, extension, opens = '' }) {
    for (const needed of [extension, BINARY]) {
      if (!existsSync(needed)) {
        throw new Error(`${needed} is not there: \`make e2e-vscode\` builds it`)
      }
    }
    this.home = mkdtempSync(join(tmpdir(), 'aixc-vscode-'))
    this.workspace = join(this.home, 'workspace')
    this.opened = join(this.workspace, opens)
    for (const folder of ['workspace', 'bin', 'user/User', 'extensions']) {
      mkdirSync(join(this.home, folder), { recursive: true })
    }
    for (const [name, text] of Object.entries(files)) {
      this.write(name, text)
    }
    if (program !== undefined) {
      symlinkSync(program, join(this.home, 'bin/aixc'))
    }
    writeFileSync(join(this.home, 'config.yaml'), '')
    // The editor takes PATH from a login shell, as it does on a person's machine.
    writeFileSync(join(this.home, '.profile'), `export PATH='${this.#path}'\n`)
    writeFileSync(join(this.home, 'user/User/settings.json'), JSON.stringify(
      { ...SETTINGS, 'security.workspace.trust.enabled': !trusted }, null, 2))
    this.#run(['--install-extension', extension])
  }

  /** Writes the settings of the workspace; a running editor reads them at once. */
  configure(settings) {
    this.write('.vscode/settings.json', JSON.stringify(settings, null, 2))
  }

  write(name, text) {
    const path = join(this.workspace, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
  }

  read(name) {
    return readFileSync(join(this.workspace, name), 'utf8')
  }

  copy(from, name) {
    cpSync(join(SOURCE, from), join(this.workspace, name), { recursive: true })
  }

  get said() {
    return this.#said
  }

  get #path() {
    return [...new Set([join(this.home, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'])].join(':')
  }

  #environment() {
    return {
      HOME: this.home, PATH: this.#path, LANG: 'C.UTF-8', SHELL: '/bin/sh',
      EXTENSIONS_GALLERY: '{"serviceUrl":""}', // none: nothing is asked of the outside
    }
  }

  #arguments(more) {
    return [ENTRY, '--config', join(this.home, 'config.yaml'), '--user-data-dir', join(this.home, 'user'),
      '--extensions-dir', join(this.home, 'extensions'), ...more]
  }

  #run(more) {
    execFileSync(process.execPath, this.#arguments(more), { env: this.#environment(), timeout: 120_000, stdio: 'pipe' })
  }

  /** The address, once it listens. */
  async start() {
    const flags = ['--auth', 'none', '--bind-addr', '127.0.0.1:0', '--disable-telemetry', '--disable-update-check']
    // It ends with these tests: when they are done, fail or are told to stop, and at the latest after its time.
    this.#child = spawn('timeout', ['--signal=KILL', LONGEST, process.execPath, ...this.#arguments([...flags, this.opened])],
      { env: this.#environment(), detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    process.once('exit', () => this.#clear())
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => process.exit(1))
    }
    return await new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`code-server did not start:\n${this.#said}`)), 60_000)
      const hear = (bytes) => {
        this.#said += bytes
        const address = this.#said.match(/listening on (http:\/\/127\.0\.0\.1:\d+)/)
        if (address !== null) {
          clearTimeout(timer)
          done(address[1])
        }
      }
      this.#child.stdout.on('data', hear)
      this.#child.stderr.on('data', hear)
      this.#child.once('exit', (code) => failed(new Error(`code-server ended with ${code}:\n${this.#said}`)))
    })
  }

  /** Ends the whole group of processes, and waits until it is gone. */
  async stop() {
    const child = this.#child
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((done) => child.once('exit', done))
      this.#end('SIGTERM')
      const killer = setTimeout(() => this.#end('SIGKILL'), 5_000)
      await gone
      clearTimeout(killer)
    }
    this.#clear()
  }

  /** Ends children that are left, and takes the folders away. */
  #clear() {
    this.#end('SIGKILL')
    rmSync(this.home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }

  #end(signal) {
    try {
      if (this.#child !== undefined) {
        process.kill(-this.#child.pid, signal)
      }
    } catch {
      // The group is gone.
    }
  }
}
