import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { contender } from '../command-line.ts'
import type { Size } from '../publish/made-up-ledger.ts'
import { repositoryWith } from '../publish/repository-with.ts'
import { assertAccessible, isTooWide, type Look, openPage, skip } from './chromium.ts'
import { serveFolder } from './serve-folder.ts'

const PAGES = ['index.html', 'models/delay.html', 'runs.html', 'audit.html']

/** A site over http, and a way to open its pages of which none asks anything of another server. */
async function site(t: TestContext, size: Size) {
  const folder = await repositoryWith(t, size)
  assert.equal((await contender('publish --out site', folder)).code, 0)
  const address = await serveFolder(t, join(folder, 'site'))
  const open = async (path: string, look: Look = {}) => {
    const { errors, page, requests } = await openPage(t, address + path, look)
    await page.waitForLoadState('networkidle')
    assert.deepEqual([errors, requests.filter((one) => !one.startsWith(address) && !one.startsWith('data:'))], [[], []])
    return { page, errors, requests }
  }
  return { folder: join(folder, 'site'), open }
}

const status = (page: Page) => page.locator('.big [role=status]').textContent()
const cells = (page: Page, column: number) => page.locator(`.big tbody tr > :nth-child(${column})`).allTextContents()

test('the site asks nothing of another server, says nothing on the console, and hinders nobody, light and dark, on phone and desk', {
  skip,
}, async (t) => {
  const { open } = await site(t, { runs: 130 })
  for (const path of PAGES)
    for (const width of [380, 800, 1280])
      for (const scheme of width === 800 ? (['light'] as const) : (['light', 'dark'] as const)) {
        const { page } = await open(path, { scheme, width })
        assert.equal(await isTooWide(page), false, `${path} ${width}`)
        await assertAccessible(page)
        await page.context().close()
      }
})

test('runs are sorted, filtered, turned over and held against each other', { skip }, async (t) => {
  const { open } = await site(t, { runs: 1_234 })
  const { errors, page, requests } = await open('runs.html')
  assert.equal(await status(page), '1–25 of 1,234')
  assert.equal(requests.filter((one) => one.endsWith('.json')).length, 3)

  await page.getByRole('button', { name: 'minutes' }).click()
  const minutes = (await cells(page, 8)).map(Number)
  assert.deepEqual(
    minutes,
    minutes.toSorted((a, b) => b - a),
  )
  assert.equal(await page.locator('th[aria-sort=descending]').count(), 1)
  await page.getByRole('button', { name: 'minutes' }).click()
  assert.ok(Number((await cells(page, 8))[0]) < minutes[0]!)

  await page.getByLabel('model').selectOption('=fare')
  assert.equal(await status(page), '1–25 of 411 found in 1,234')
  assert.deepEqual(new Set(await cells(page, 4)), new Set(['fare']))
  await page.getByRole('button', { name: 'Next' }).click()
  assert.equal(await status(page), '26–50 of 411 found in 1,234')

  await page.getByLabel('Filter').fill('rounds>=450 depth=3 gradient')
  const found = Number(/of (\d+) found/.exec((await status(page))!)![1])
  assert.ok(found > 0 && found < 40, `${found}`)
  await page.getByLabel('Filter').fill('constructor>1 __proto__=x')
  assert.equal(await status(page), 'Nothing of 0 found in 1,234')
  await page.getByLabel('Filter').fill('')

  await page.getByLabel('metric').selectOption('=log_loss')
  await page.getByRole('button', { name: 'metric' }).click()
  const losses = (await cells(page, 5)).map(Number.parseFloat)
  assert.deepEqual(
    losses,
    losses.toSorted((a, b) => b - a),
  )

  const ticks = page.getByRole('checkbox')
  await ticks.nth(0).check()
  await ticks.nth(3).check()
  const diff = page.locator('.diff')
  await diff.getByRole('heading').waitFor()
  const [one, other] = [(await cells(page, 2))[0]!, (await cells(page, 2))[3]!]
  const heading = (await diff.getByRole('heading').textContent())!
  assert.ok(heading.includes(one) && heading.includes(other), heading)
  assert.match((await diff.textContent())!, /metric log_loss/)
  assert.match((await diff.textContent())!, /contender runs diff/)
  await assertAccessible(page)
  assert.deepEqual(errors, [])
})

test('runs are filtered by what stands in the ledger, as the command line does, and versions sorted as such', {
  skip,
}, async (t) => {
  const { folder, open } = await site(t, { runs: 120, models: ['delay'], versions: 12 })
  const { page } = await open('runs.html')
  const details: Record<string, string>[] = (
    await Promise.all([0, 1].map((at) => readFile(join(folder, `data/run-details-${at}.json`), 'utf8')))
  ).flatMap((text) => JSON.parse(text))
  const found = async (filter: string) => {
    await page.getByLabel('Filter').fill(filter)
    return Number(
      /of (\d+) found|of (\d+)$/
        .exec((await status(page))!)!
        .slice(1)
        .find(Boolean),
    )
  }
  const counted = (holds: (run: Record<string, string>) => boolean) => details.filter(holds).length
  for (const outcome of ['pass', 'fail', 'undecided']) {
    const known = counted((run) => run.outcome === outcome)
    assert.ok(known > 0)
    assert.equal(await found(`outcome=${outcome}`), known)
  }
  const changed = details.find(({ dirty }) => dirty === 'true')!
  assert.equal(await found(`commit=${changed.commit!.slice(0, 7)}`), 1)
  assert.match((await page.locator('.big tbody').textContent())!, new RegExp(`${changed.commit!.slice(0, 7)}\\*`))
  assert.equal(await found(`commit=${changed.commit}`), 1)
  const many = counted((run) => Number(run['params.rounds']) >= 450 && run.outcome === 'pass')
  assert.ok(many > 0)
  assert.equal(await found('params.rounds>=450, outcome=pass'), many)
  assert.equal(await found('rounds >= 450 outcome=pass'), many)
  assert.equal(
    await found('trainer~boost'),
    counted(({ trainer }) => trainer!.includes('boost')),
  )
  assert.equal(
    await found('started>=2026-01-03'),
    counted(({ started }) => started! >= '2026-01-03'),
  )
  assert.equal(await found('version>=1.9.0'), 3)

  await found('version~1.')
  await page.getByRole('button', { name: 'version' }).click()
  const versions = Array.from({ length: 12 }, (_, at) => `v1.${at}.0`)
  const column = await page
    .locator('.big thead th')
    .allTextContents()
    .then((heads) => heads.indexOf('version') + 1)
  assert.deepEqual(await cells(page, column), versions)
})

test('two runs are ticked by keyboard, which stays where it is, in the first column of a window of 1280', {
  skip,
}, async (t) => {
  const { open } = await site(t, { runs: 60 })
  const { page } = await open('runs.html', { width: 1280 })
  const focused = () =>
    page.evaluate<string>('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent')
  const ids = await cells(page, 2)
  const ticks = page.getByRole('checkbox')
  const { width, x } = (await ticks.first().boundingBox())!
  assert.ok(x >= 0 && x + width < 200, `${x}`)
  await ticks.nth(1).focus()
  await page.keyboard.press('Space')
  assert.equal(await focused(), `Compare ${ids[1]}`)
  assert.match((await status(page))!, /One run is ticked/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.locator('.diff h2').waitFor()
  assert.equal(await focused(), `Compare ${ids[2]}`)
  assert.match((await status(page))!, /Two runs are ticked: what differs stands below the table/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  assert.deepEqual(await Promise.all([1, 2, 3].map((at) => ticks.nth(at).isChecked())), [false, true, true])
  await page.keyboard.press('Space')
  await page.locator('.diff').waitFor({ state: 'hidden' })
  assert.equal(await focused(), `Compare ${ids[3]}`)

  await page.getByRole('button', { name: 'Next' }).focus()
  for (const shown of ['26–50 of 60', '51–60 of 60', '51–60 of 60']) {
    await page.keyboard.press('Enter')
    assert.ok((await status(page))!.startsWith(shown))
    assert.equal(await focused(), 'Next')
  }
})

test('heads that sort show it, before and after', { skip }, async (t) => {
  const { open } = await site(t, { runs: 12 })
  const { page } = await open('runs.html')
  assert.equal(await page.locator('.big th[aria-sort=none]').count(), 9)
  const sign = (name: string) =>
    page.evaluate<string>(
      `getComputedStyle([...document.querySelectorAll('.sort')].find((one) => one.textContent === '${name}'), '::after').content`,
    )
  assert.match(await sign('minutes'), /↕/)
  await page.getByRole('button', { name: 'minutes' }).click()
  assert.match(await sign('minutes'), /▼/)
  assert.equal(await page.locator('.big th[aria-sort=none]').count(), 8)
})

test('few runs are filtered too, and one alone is neither filtered nor held against another', { skip }, async (t) => {
  const few = await site(t, { runs: 9 })
  const { page } = await few.open('runs.html?model=fare')
  assert.equal(await status(page), '1–3 of 3 found in 9')
  assert.equal(await page.getByLabel('model').inputValue(), '=fare')
  await page.getByLabel('model').selectOption('')
  assert.equal(await status(page), '1–9 of 9')
  await page.getByLabel('metric').selectOption('=log_loss')
  const one = await site(t, { runs: 1, models: ['delay'], versions: 1 })
  const { page: alone } = await one.open('runs.html')
  assert.equal(await alone.getByLabel('Filter').isVisible(), false)
  assert.equal(await alone.getByRole('checkbox').count(), 0)
})

test('a page of a model leads to its runs alone', { skip }, async (t) => {
  const { open } = await site(t, { runs: 60 })
  const { errors, page } = await open('models/delay.html')
  assert.equal((await page.locator('.lineage rect').count()) > 8, true)
  assert.equal(await page.locator('figure').count(), 4)
  await page.getByRole('link', { name: /^Its runs/ }).click()
  await page.waitForLoadState('networkidle')
  assert.equal(await status(page), '1–20 of 20 found in 60')
  assert.deepEqual(errors, [])
})

test('names that would break a page are shown as they are, and do nothing', { skip }, async (t) => {
  const names = [
    '<script>document.title="broken"</script>',
    '<img src=x onerror=\'document.title="broken"\'>',
    'long'.repeat(1250),
    '🚀🚀 مرحبا',
    '" autofocus onfocus="document.title=1',
    '</script><script>document.title="broken"</script>',
    '__proto__',
  ]
  for (const name of names) {
    const { open } = await site(t, { runs: 12, models: ['delay'], versions: 2, windows: 3, name })
    for (const path of PAGES) {
      const { errors, page } = await open(path, { width: 380 })
      assert.match(await page.title(), / · /)
      assert.equal(await isTooWide(page), false, `${path} ${name.slice(0, 40)}`)
      if (path === 'models/delay.html') {
        const shown = (await page.locator('main').textContent())!
        assert.ok(shown.includes(name.slice(0, 300).replace(/\p{Bidi_Control}/gu, '\ufffd')), name.slice(0, 40))
      }
      if (path === 'runs.html') {
        for (const at of [0, 1]) await page.getByRole('checkbox').nth(at).check()
        await page.locator('.diff h2').waitFor()
        assert.equal(await isTooWide(page), false)
      }
      assert.match(await page.title(), / · /)
      assert.deepEqual(errors, [])
      await page.context().close()
    }
  }
})

test('opened as a file the site shows the first rows, and says why there are no more', { skip }, async (t) => {
  const { folder } = await site(t, { runs: 60 })
  const { page } = await openPage(t, join(folder, 'runs.html'))
  await page.getByText('Serve the folder over http').waitFor()
  assert.equal(await page.locator('.big tbody tr').count(), 25)
  assert.ok(page.url().startsWith(pathToFileURL(folder).href))
})
