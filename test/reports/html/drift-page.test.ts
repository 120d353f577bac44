import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { driftSchema } from '../../../core/artifacts/drift.ts'
import { renderDriftPage } from '../../../reports/html/drift-page.ts'
import { compatDrift, insufficientDrift, profileDrift, stableDrift } from '../example-drift.ts'
import { manyColumns, picturedBreach, picturedInputs } from './example-drift-page.ts'

const snapshot = (name: string) => fileURLToPath(new URL(`../snapshots/${name}`, import.meta.url))
const asText = { serializers: [(value: string) => value] }

/** What a page says, a line a row, a heading or a picture. */
function textOf(page: string): string {
  return page
    .replaceAll(/<(script|style)[^>]*>.*?<\/\1>/gs, '')
    .replaceAll(/<svg role="img" aria-label="([^"]*)".*?<\/svg>(?=<\/div>)/gs, '\n[picture: $1]\n')
    .replaceAll(/<h(\d)[^>]*>/g, (_, level) => `\n\n${'#'.repeat(Number(level))} `)
    .replaceAll('</b><span>', '\n')
    .replaceAll(/<li>/g, '\n- ')
    .replaceAll(/<\/t[hd]>(?=<t)/g, ' | ')
    .replaceAll(
      /<(\/tr|p|\/p|blockquote|summary|caption|\/caption|figure|\/figure|\/h\d|title|\/figcaption)[^>]*>/g,
      '\n',
    )
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .concat('\n')
}

for (const [name, drift] of Object.entries({ breach: picturedBreach(), inputs: picturedInputs() })) {
  test(`renderDriftPage: ${name} says the verdict first, then what it rests on`, async (t) => {
    const page = await renderDriftPage([driftSchema.parse(drift)])
    t.assert.fileSnapshot(textOf(page), snapshot(`drift-page-${name}.txt`), asText)
  })
}

test('renderDriftPage: the same windows give the same page, models that drift first, with charts to take along', async () => {
  const drifts = [stableDrift(), { ...picturedInputs(), model: 'fares' }]
  const page = await renderDriftPage(drifts)
  assert.equal(page, await renderDriftPage(drifts))
  assert.ok(page.indexOf('id="model-0">❌ fares') > 0 && page.indexOf('id="model-1">✅ delay') > 0)
  const specs = [...page.matchAll(/<script type="application\/json"[^>]*>(.*?)<\/script>/g)].map(([, text]) =>
    JSON.parse(text!),
  )
  assert.ok(specs.length >= 15, `${specs.length}`)
  for (const { $schema } of specs) assert.match($schema, /vega-lite\/v6/)
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
})

test('renderDriftPage: windows without pictures, by a peer, by a profile and with too few rows are pages as well', async () => {
  for (const drift of [compatDrift('evidently'), compatDrift('nannyml'), profileDrift(), insufficientDrift()]) {
    const page = await renderDriftPage([drift])
    assert.match(page, /<h3>How it was judged, and lineage<\/h3>/)
    assert.doesNotMatch(page, /undefined|NaN|\[object/)
  }
})

test('renderDriftPage: two thousand columns make a page that a browser opens at once', async () => {
  const page = await renderDriftPage([manyColumns(2000)])
  assert.ok(page.length < 4_000_000, `${page.length}`)
  assert.equal(page.match(/<figure /g)!.length, 100 + 1 + 1 + 5 - 1)
})
