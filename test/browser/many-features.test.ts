import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Report } from '../../core/artifacts/report.ts'
import type { Validation } from '../../core/artifacts/validation.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { folderWith } from '../folder.ts'
import { picturedReport } from '../reports/html/example-page.ts'
import { assertAccessible, isTooWide, type Look, openPage, skip } from './chromium.ts'

const FEATURES = 2_000
const SLICES = 500

const nameOf = (at: number) => `mean_of_payments_over_the_last_${at}_days_by_channel_and_region_of_the_branch`

/** A report of a model with 2,000 features, of which each has a number and a check of its data that warns, and of 500 slices. */
function manyFeatures(): Report {
  const report = picturedReport(SLICES)
  const [model] = report.models as [Report['models'][number]]
  const { commit, config, contender, importance = [], model: name, seed } = model.evaluation
  const [first] = importance as [(typeof importance)[number]]
  const names = Array.from({ length: FEATURES }, (_, at) => nameOf(at))
  const columns = names.map((column) => ({ name: column, type: 'float' }))
  const validation: Validation = {
    ...{ schema: 'contender/validation@1', model: name, commit, config, seed, contender, contract: null, data: {} },
    sources: { train: { uri: 'data/train.parquet', rows: 254_120, columns } },
    checks: names.map((column, at) => ({
      ...{ check: 'constant', source: 'train', column, rows: 254_120, row_numbers: [1, 2, 3] },
      ...{ outcome: at === 0 ? 'fail' : 'warn', because: 'has one value in all of 254,120 rows' },
    })),
    outcome: 'fail',
  }
  const needed = names.map((feature, at) => ({
    ...{ ...first, feature, importance: 0.1 / (at + 1), ci: [0.05 / (at + 1), 0.15 / (at + 1)] as const },
    correlated_with: at % 40 === 0 ? names.slice(at + 1, at + 30) : [],
  }))
  const evaluation = { ...model.evaluation, importance: needed }
  return { ...report, models: [{ ...model, validation, evaluation }] }
}

async function opened(t: TestContext, look: Look = {}) {
  const page = await renderReportPage(manyFeatures())
  const folder = await folderWith(t, { 'report.html': page })
  return { bytes: Buffer.byteLength(page), ...(await openPage(t, join(folder, 'report.html'), look)) }
}

test('report.html of 2,000 features and 500 slices is small, and no wider or much longer than that of ten', {
  skip,
}, async (t) => {
  for (const width of [380, 1280]) {
    const { bytes, errors, page, requests } = await opened(t, { width })
    assert.deepEqual([errors, requests], [[], []])
    assert.ok(bytes < 2_000_000, `${bytes} bytes`)
    assert.equal(await isTooWide(page), false, `${width}`)
    const closed = Number(await page.evaluate('document.documentElement.scrollHeight'))
    const few = await openPage(
      t,
      join(await folderWith(t, { 'few.html': await renderReportPage(picturedReport()) }), 'few.html'),
      { width },
    )
    const known = Number(await few.page.evaluate('document.documentElement.scrollHeight'))
    assert.ok(closed < known + 4_000, `${closed} pixels, ${known} with few`)
    await page.$$eval('details', (all) => {
      for (const one of all) one.setAttribute('open', '')
    })
    assert.equal(await isTooWide(page), false, `${width}, unfolded`)
    const unfolded = Number(await page.evaluate('document.documentElement.scrollHeight'))
    assert.ok(unfolded < 3 * closed, `${unfolded} pixels, ${closed} folded`)
    if (width === 380) await assertAccessible(page)
  }
})

test('report.html of 2,000 features finds one of them, in its importance and in the checks of the data', {
  skip,
}, async (t) => {
  const { errors, page } = await opened(t)
  await page.locator('summary', { hasText: 'All 2,000 features' }).click()
  for (const part of ['importance', 'data']) {
    const rows = page.locator(`#model-0-${part}-table tbody tr:visible`)
    assert.equal(await rows.count(), FEATURES)
    await page.locator(`input[data-filters="model-0-${part}-table"]`).fill('last_1999_days')
    assert.equal(await rows.count(), 1)
    assert.ok((await rows.first().textContent())?.includes(nameOf(1999)))
  }
  assert.deepEqual(errors, [])
})

/** On a machine that others work on: what a person would call stuck, not what is slow. */
const PATIENCE = 10_000

test('report.html of 2,000 features answers to typing at once', { skip }, async (t) => {
  const { page } = await opened(t)
  await page.locator('summary', { hasText: 'All 2,000 features' }).click()
  const took = await page.evaluate(`(() => {
    const search = document.querySelector('input[data-filters="model-0-importance-table"]')
    const start = performance.now()
    for (const text of ['l', 'la', 'last_19']) { search.value = text; search.dispatchEvent(new Event('input')); document.body.offsetHeight }
    return performance.now() - start
  })()`)
  assert.ok(Number(took) < PATIENCE, `${took} ms for three letters`)
})
