import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Lineage } from '../../core/artifacts/lineage.ts'
import { historyChart } from '../../reports/drift/history-chart.ts'
import { chartLineage, chartUses } from '../../reports/lineage-chart.ts'
import { gainChart } from '../../reports/mermaid.ts'
import { folderWith } from '../folder.ts'
import { inputDrift } from '../reports/example-drift.ts'
import { judged } from '../reports/example-report.ts'
import { openPage, skip } from './chromium.ts'

const MERMAID = fileURLToPath(import.meta.resolve('mermaid/dist/mermaid.min.js'))

/** What people may call a model, a column, a file or a class. */
const HOSTILE = [
  '<script>alert(1)</script>',
  '"]; click model href "javascript:alert(1)"',
  '%%{init: {"securityLevel": "loose"}}%%',
  '```\n# title',
  'end',
  'x-axis',
  '#quot; &amp; #9829;',
  '\u202eright to left',
  'مرحبا שלום',
  '🚀'.repeat(40),
  'long '.repeat(1000),
  '\\" \' ` { } [ ] ( ) | ; : , @ $ ~',
  'constructor',
]

/** Draws each block as GitHub does; gives what went wrong, and the texts that it shows. */
async function drawn(t: TestContext, blocks: readonly string[]) {
  const folder = await folderWith(t, {
    'page.html': '<!doctype html><html lang="en"><title>Charts</title><body></body></html>',
  })
  const watched = await openPage(t, join(folder, 'page.html'))
  await watched.page.addScriptTag({ path: MERMAID })
  const results = await watched.page.evaluate(
    async (texts) => {
      // biome-ignore lint/suspicious/noExplicitAny: the page's own names
      const { document, mermaid } = globalThis as any
      mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })
      const results: { error?: string; svg?: string; shown: string; scripts: number }[] = []
      for (const [at, text] of texts.entries()) {
        try {
          const { svg } = await mermaid.render(`chart${at}`, text)
          const place = document.createElement('div')
          place.innerHTML = svg
          const scripts = place.querySelectorAll('script, [onclick], a[href^="javascript"]').length
          results.push({ svg, shown: place.textContent, scripts })
        } catch (error) {
          results.push({ error: `${(error as Error).message}\n${text.slice(0, 1000)}`, shown: '', scripts: 0 })
        }
      }
      return results
    },
    [...blocks],
  )
  return { ...watched, results }
}

function blocksOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map(([, text]) => text!)
}

test('every Mermaid block of the reports, comments and guides is drawn by the real mermaid', { skip }, async (t) => {
  const blocks: string[] = []
  for await (const path of glob(['test/reports/snapshots/*.md', 'docs/**/*.md', 'README.md']))
    blocks.push(...blocksOf(readFileSync(path, 'utf8')))
  assert.ok(blocks.length > 10, `${blocks.length}`)
  const { errors, requests, results } = await drawn(t, blocks)
  assert.deepEqual(
    results.flatMap(({ error }) => error ?? []),
    [],
  )
  assert.deepEqual([errors, requests], [[], []])
})

const lineageOf = (name: string): Lineage => ({
  ...{ schema: 'contender/lineage@1', contender: '1.0.0', asked: name, model: name },
  versions: [{ version: 'v1.0.0', commit: 'c'.repeat(40), deprecated: false, stages: [name] }],
  commit: { sha: 'c'.repeat(40), subject: name, author: name, at: null },
  artifact: { uri: name, digest: `sha256:${'a'.repeat(64)}` },
  ...{ run: null, found_by: null, places: [], evaluation: null, comparison: null, events: [], unknown: [] },
})

test('names that would break a chart are drawn as they are, and do nothing', { skip }, async (t) => {
  const drift = inputDrift()
  const cause = drift.causes[0]!
  const blocks = HOSTILE.flatMap((name) => {
    const slices = ['a', 'b', name].map((value) => ({
      ...{ by: { [name]: value }, rows: 500, too_small: null, found: false },
      metrics: { [name]: { ...judged, detectable_loss: null } },
    }))
    const feature = { ...drift.features.find((one) => one.name === cause.features[0])!, name }
    const named = { ...drift, features: [feature], causes: [{ ...cause, features: [name] }] }
    const uses = {
      as: [{ role: 'train' as const, uri: name }],
      model: name,
      run: 'r',
      commit: null,
      started: '2026-01-01',
      versions: [],
    }
    return [
      gainChart(slices, name),
      historyChart(named),
      chartLineage(lineageOf(name)),
      chartUses({
        schema: 'contender/uses@1',
        contender: '1.0.0',
        digest: `sha256:${'a'.repeat(64)}`,
        uses: [uses],
      }),
    ].flatMap(blocksOf)
  })
  assert.ok(blocks.length >= 3 * HOSTILE.length, `${blocks.length}`)
  const { errors, requests, results } = await drawn(t, blocks)
  assert.deepEqual(
    results.flatMap(({ error }) => error ?? []),
    [],
  )
  assert.deepEqual(
    results.filter(({ scripts }) => scripts > 0),
    [],
  )
  assert.deepEqual([errors, requests], [[], []])
  assert.ok(results.some(({ shown }) => shown.includes('‹script›alert(1)‹')))
  assert.ok(results.some(({ shown }) => shown.includes('مرحبا')))
})

/** The texts beside the axes of a chart, as left, top, right and bottom in pixels. */
const BESIDE = `['.left-axis .label text', '.top-axis .label text'].map((axis) =>
  [...document.querySelectorAll(axis)].map((text) => { const { left, top, right, bottom } = text.getBoundingClientRect(); return { said: text.textContent, left, top, right, bottom } }))`

test('the gain by slice has a line a slice, whose name is its own, and numbers that do not touch', {
  skip,
}, async (t) => {
  const slices = ['AA', 'HA', '🚀', '🚀🚀', 'long '.repeat(20)].map((value, at) => ({
    ...{ by: { carrier_of_departure: value }, rows: 500, too_small: null, found: false },
    metrics: { average_precision: { ...judged, delta: (at - 3) * 0.0018, detectable_loss: null } },
  }))
  const [block] = blocksOf(gainChart(slices, 'average_precision').concat('\n'))
  const { page, results } = await drawn(t, [block!])
  await page.evaluate(`document.body.innerHTML = ${JSON.stringify(results[0]!.svg)}`)
  type Text = { said: string; left: number; top: number; right: number; bottom: number }
  const [names, numbers] = await page.evaluate<[Text[], Text[]]>(BESIDE)
  assert.deepEqual(names.map(({ said }) => said).sort(), ['?', '? (2)', 'AA', 'HA', 'long long long long lon…'])
  assert.ok(numbers.length > 3, `${numbers.length}`)
  const sorted = numbers.toSorted((a, b) => a.left - b.left)
  const cut = await page.evaluate(`(() => {
    const { left, right } = document.querySelector('svg').getBoundingClientRect()
    return [...document.querySelectorAll('svg text')].filter((text) => { const seen = text.getBoundingClientRect(); return seen.left < left || seen.right > right }).map((text) => text.textContent)
  })()`)
  assert.deepEqual(cut, [])
  for (const [at, { left, said }] of sorted.entries())
    assert.ok(at === 0 || left > sorted[at - 1]!.right + 2, `${sorted[at - 1]?.said} touches ${said}`)
})
