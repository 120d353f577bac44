import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Drift, DriftFeature } from '../../core/artifacts/drift.ts'
import { drawChart } from '../../reports/charts/draw-chart.ts'
import { renderDriftPage } from '../../reports/html/drift-page.ts'
import { isolate } from '../../reports/isolate.ts'
import { folderWith } from '../folder.ts'
import { CARRIERS, curve, manyColumns, picturedBreach, picturedInputs } from '../reports/html/example-drift-page.ts'
import { assertAccessible, isTooWide, type Look, openPage, skip } from './chromium.ts'

async function opened(t: TestContext, drifts: readonly Drift[], look: Look = {}) {
  const folder = await folderWith(t, { 'drift.html': await renderDriftPage(drifts) })
  return openPage(t, join(folder, 'drift.html'), look)
}

const unfold = "for (const one of document.querySelectorAll('details')) one.open = true"

test('drift.html asks nothing of a network, says nothing on the console, and hinders nobody, light and dark, on phone and desk', {
  skip,
}, async (t) => {
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [380, 800, 1280]) {
      const drifts = [picturedBreach(), { ...picturedInputs(), model: 'fares' }]
      const { errors, page, requests } = await opened(t, drifts, { scheme, width })
      await page.evaluate(unfold)
      assert.deepEqual([errors, requests], [[], []])
      assert.equal(await isTooWide(page), false, `${width}`)
      if (width !== 800) await assertAccessible(page)
    }
  }
})

test('drift.html shows values where a picture is pointed at, and gives specifications that draw the same columns', {
  skip,
}, async (t) => {
  const { errors, page } = await opened(t, [picturedInputs()])
  const tip = page.locator('.tip')
  const card = page.locator('.columns figure', { has: page.locator('b', { hasText: 'distance' }) }).first()
  await card.locator('.bin').nth(14).hover({ force: true })
  assert.equal(await tip.textContent(), '−0.2 to 0: reference 8.0 %, this window 4.5 %')
  await page.locator('.bin[aria-label^="LAX"]').first().hover({ force: true })
  assert.equal(await tip.textContent(), 'LAX: reference 6.0 %, this window 18.0 %')
  const download = page.waitForEvent('download')
  await card.locator('button.take').click()
  const spec = JSON.parse(readFileSync((await (await download).path())!, 'utf8'))
  const drawn = await drawChart(spec)
  assert.match(drawn, /aria-label="−0\.2 to 0: reference 8\.0 %, this window 4\.5 %"/)
  assert.deepEqual(errors, [])
})

test('drift.html works by keyboard: the first stop skips to the content, and all that unfolds can be reached', {
  skip,
}, async (t) => {
  const { page } = await opened(t, [picturedInputs()])
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate('document.activeElement.className'), 'skip')
  const reached = new Set<unknown>()
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate('document.activeElement.tagName'))
  }
  for (const name of ['SUMMARY', 'BUTTON', 'DIV']) assert.ok(reached.has(name), name)
})

test('drift.html of two thousand columns: what moved is seen first, the rest unfolds and filters', {
  skip,
}, async (t) => {
  for (const width of [380, 1280]) {
    const { errors, page } = await opened(t, [manyColumns(2000)], { width })
    assert.equal(await isTooWide(page), false, `${width}`)
    assert.equal(await page.locator('.columns figure:visible b').first().textContent(), '❌ column_0')
    assert.ok((await page.locator('.columns figure:visible').count()) < 30)
    await page.locator('summary', { hasText: 'All 2,000 columns' }).click()
    const rows = page.locator('#model-0-input-table tbody tr:visible')
    assert.equal(await rows.count(), 2000)
    await page.locator('input[data-filters="model-0-input-table"]').fill('column_199')
    assert.equal(await rows.count(), 11)
    assert.deepEqual(errors, [])
    await assertAccessible(page)
  }
})

test('names that would break drift.html are shown as they are, and do nothing', { skip }, async (t) => {
  const names = [
    '<script>document.title="broken"</script>',
    '<img src=x onerror=\'document.title="broken"\'>',
    'long'.repeat(1250),
    '🚀🚀',
    'مرحبا',
    '" autofocus onfocus="document.title=1',
    '</script><script>document.title="broken"</script>',
    '{{constructor.constructor("x")()}}',
    'constructor',
  ]
  for (const name of names) {
    const { errors, page, requests } = await opened(t, [hostile(name)], { width: 380 })
    await page.evaluate(unfold)
    const short = name.slice(0, 40)
    assert.deepEqual([errors, requests], [[], []], short)
    assert.match(await page.title(), /^Contender: /, short)
    assert.doesNotMatch(await page.title(), /^broken|^1$/, short)
    assert.ok((await page.locator('h1').textContent())!.includes(name), short)
    assert.equal(await page.locator('.columns figure b').first().textContent(), `❌ ${isolate(name)}`)
    assert.equal(await isTooWide(page), false, short)
    if (name.length > 1000) assert.ok((await page.locator('.columns figure').first().boundingBox())!.height < 700)
  }
})

/** All that comes from data, config or Git is this. */
function hostile(name: string): Drift {
  const drift = picturedInputs()
  const levels = { ...CARRIERS, levels: [name, 'DFW', 'ATL', 'LAX', name] } as typeof CARRIERS
  const features = drift.features.map(
    (feature): DriftFeature => ({
      ...feature,
      name,
      ...(feature.reason !== null && { reason: name }),
      ...(feature.moved !== undefined && { moved: `has 3 % ${name}` }),
      shape: feature.kind === 'numeric' ? curve(2) : levels,
    }),
  )
  return {
    ...drift,
    model: name,
    versions: [name],
    features,
    reference: { ...drift.reference, uri: name },
    current: { ...drift.current, uri: name },
    quality: drift.quality.map((remark) => ({ ...remark, column: name, because: name })),
    segments: drift.segments.map((segment) => ({ ...segment, by: { [name]: name } })),
    causes: drift.causes.map((cause) => ({ ...cause, features: [name], segments: [{ [name]: name }] })),
    history: drift.history.map((summary) => ({
      ...summary,
      version: name,
      effects: { [name]: 0.3 },
      over: [{ key: `feature/${name}`, times: 3 }],
    })),
    because: [name, name],
  }
}
