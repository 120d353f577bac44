import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, type TestContext } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'

const DEBIAN = fileURLToPath(new URL('../../.tools/debian', import.meta.url))
const PROGRAM = join(DEBIAN, 'usr/lib/chromium/chromium')
const missing = !existsSync(PROGRAM) && process.env.CONTENDER_CI === undefined

/** Why a test that needs the browser is skipped: false where it is there, and under `.ci/run`, where its absence is a failure. */
export const skip: string | false = missing && 'chromium is not installed: .ci/debian-tools unpacks it'

let opened: Promise<Browser> | undefined
after(async () => (await opened)?.close())

/** One browser a test file, with the fonts and libraries that came with it. */
function browser(): Promise<Browser> {
  if (opened !== undefined) return opened
  const libraries = readdirSync(join(DEBIAN, 'usr/lib'))
    .filter((name) => name.endsWith('-linux-gnu'))
    .flatMap((name) => [join(DEBIAN, 'usr/lib', name), join(DEBIAN, 'usr/lib', name, 'pulseaudio')])
  opened = chromium.launch({
    executablePath: PROGRAM,
    args: ['--no-sandbox', '--disable-background-networking'],
    env: { ...process.env, LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_FILE: join(DEBIAN, 'fonts.conf') },
  })
  return opened
}

/** What a page did that a page of ours never should. */
export interface Watched {
  readonly page: Page
  /** Errors of scripts and of the console. */
  readonly errors: readonly string[]
  /** Addresses asked for, but for the page's own. */
  readonly requests: readonly string[]
}

/** How a page is looked at. */
export interface Look {
  /** Pixels. */
  readonly width?: number
  readonly scheme?: 'light' | 'dark'
}

/** Opens a file, or an address of this machine, in the real browser. It is closed with the test. */
export async function openPage(
  t: TestContext,
  place: string,
  { scheme = 'light', width = 1280 }: Look = {},
): Promise<Watched> {
  const address = /^https?:/.test(place) ? place : pathToFileURL(place).href
  const context = await (await browser()).newContext({ colorScheme: scheme, viewport: { width, height: 900 } })
  t.after(() => context.close())
  const page = await context.newPage()
  const errors: string[] = []
  const requests: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('request', (request) => request.url() !== address && requests.push(request.url()))
  await page.goto(address)
  return { page, errors, requests }
}

const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))

/** Fails with what axe finds that hinders people: serious or critical, with where it is. */
export async function assertAccessible(page: Page): Promise<void> {
  // A page's own policy forbids scripts that are not its own.
  await page.evaluate(readFileSync(AXE, 'utf8'))
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run()
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ help, id, nodes }) =>
          `${id}: ${help}: ${nodes
            .slice(0, 3)
            .map(({ html }) => html.slice(0, 200))
            .join(' | ')}`,
      )
  })
  assert.deepEqual(found, [])
}

/** Whether a page is wider than the window, so that a phone scrolls sideways. */
export function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')
}
