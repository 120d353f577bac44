import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const REFERENCES = fileURLToPath(new URL('references', import.meta.url))
/** Git leaves it out. */
const DIFFERENCES = fileURLToPath(new URL('differences', import.meta.url))

/** Pictures are compared at a quarter of their size, where another edge of a letter is no difference and files are small. */
const SCALE = 1 / 4
/** Of 255, in the channel that differs most. */
const TOLERANCE = 40
/** Of all pixels. */
const MOST_DIFFERENT = 0.004

/**
 * Fails where a page looks otherwise than its reference does. `UPDATE_SCREENSHOTS=1` renews references; look at them before
 * they are committed.
 *
 * @param name of the reference, without its ending
 */
export async function assertLooksLike(page: Page, name: string): Promise<void> {
  const shot = await page.screenshot({ fullPage: true, animations: 'disabled' })
  // Not in the page itself, whose policy allows no pictures from elsewhere.
  const other = await page.context().newPage()
  const small = await other.evaluate<string>(`(${shrink})(${JSON.stringify(urlOf(shot, 'png'))}, ${SCALE})`)
  const reference = join(REFERENCES, `${name}.webp`)
  if (process.env.UPDATE_SCREENSHOTS === '1') {
    mkdirSync(REFERENCES, { recursive: true })
    writeFileSync(reference, bytesOf(small))
    return
  }
  assert.ok(existsSync(reference), `Missing ${name}.webp, expected a reference: run once with UPDATE_SCREENSHOTS=1`)
  const known = urlOf(readFileSync(reference), 'webp')
  const found = await other.evaluate<{ share: number; picture: string }>(
    `(${compare})(${JSON.stringify(known)}, ${JSON.stringify(small)}, ${TOLERANCE})`,
  )
  await other.close()
  if (found.share <= MOST_DIFFERENT) return
  mkdirSync(DIFFERENCES, { recursive: true })
  writeFileSync(join(DIFFERENCES, `${name}.png`), shot)
  writeFileSync(join(DIFFERENCES, `${name}.difference.png`), bytesOf(found.picture))
  assert.fail(
    `${name} looks otherwise than its reference in ${(100 * found.share).toFixed(2)} % of its pixels: ` +
      `look at ${relative(process.cwd(), DIFFERENCES)}/${name}.png and ${name}.difference.png (reference, page, difference); ` +
      'where it should, renew the reference with UPDATE_SCREENSHOTS=1',
  )
}

function urlOf(bytes: Buffer, type: string): string {
  return `data:image/${type};base64,${bytes.toString('base64')}`
}

function bytesOf(url: string): Buffer {
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

/** Runs in the browser. */
const shrink = `async (url, scale) => {
  const whole = await createImageBitmap(await (await fetch(url)).blob())
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(whole.width * scale)
  canvas.height = Math.round(whole.height * scale)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(whole, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL('image/webp', 0.7)
}`

/** Runs in the browser: the share of pixels that differ, those that only one picture has among them, and all three side by side. */
const compare = `async (known, found, tolerance) => {
  const [a, b] = await Promise.all([known, found].map(async (url) => createImageBitmap(await (await fetch(url)).blob())))
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)]
  const canvas = document.createElement('canvas')
  canvas.width = 3 * width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context.drawImage(a, 0, 0)
  context.drawImage(b, width, 0)
  const [one, other] = [context.getImageData(0, 0, width, height).data, context.getImageData(width, 0, width, height).data]
  const marks = context.createImageData(width, height)
  let differ = 0
  for (let at = 0; at < one.length; at += 4) {
    const most = Math.max(...[0, 1, 2, 3].map((channel) => Math.abs(one[at + channel] - other[at + channel])))
    if (most <= tolerance) continue
    differ++
    marks.data.set([255, 0, 0, 255], at)
  }
  context.putImageData(marks, 2 * width, 0)
  return { share: differ / (width * height), picture: canvas.toDataURL('image/png') }
}`
