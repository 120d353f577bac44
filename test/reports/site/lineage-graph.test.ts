import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRegistry } from '../../../core/ledger/registry/read-registry.ts'
import { factsOf } from '../../../core/publish/model-facts.ts'
import { lineageGraph } from '../../../reports/site/lineage-graph.ts'
import { madeUpLedger } from '../../publish/made-up-ledger.ts'

const made = madeUpLedger(
  { runs: 40, models: ['delay'], versions: 20, windows: 0, retrainings: 0 },
  'c0ffee1'.padEnd(40, '0'),
)
const [model] = factsOf(made.events, readRegistry(made.tags))
const short = new Map(model!.runs.map(({ run }) => [run.id, run.id.slice(0, 8)]))
const NONE = { run: undefined, stages: [] }

/** Versions of the made-up model, of which some are otherwise than it has them. */
function versionsWith(more: (at: number) => Partial<(typeof model & object)['versions'][number]>) {
  return model!.versions.map((version, at) => ({ ...version, stages: [], ...more(at) }))
}
const boxes = (html: string) => [...html.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title!)

test('lineageGraph: a version whose run the ledger does not have stands there, in its stage', () => {
  const versions = versionsWith((at) => (at === 0 ? { run: undefined, stages: ['production'] } : {}))
  const { html } = lineageGraph('delay', versions, short)
  assert.ok(boxes(html).includes('v1.19.0, c0ffee1, run not in ledger'), html)
  assert.ok(boxes(html).includes('production, stage'))
  assert.match(
    html,
    /aria-label="Lineage of delay: v1\.19\.0 of a run that is not in the ledger, in production; v1\.18\.0 of run /,
  )
})

test('lineageGraph: of many versions the one in production is shown, however old', () => {
  const { html } = lineageGraph(
    'delay',
    versionsWith((at) => (at === 19 ? { stages: ['production'] } : {})),
    short,
  )
  const shown = boxes(html).filter((title) => title.startsWith('v1.'))
  assert.equal(shown.length, 12)
  assert.ok(shown[0]!.startsWith('v1.19.0') && shown[11]!.startsWith('v1.0.0'), shown.join())
})

test('lineageGraph: where no run is known the picture begins with versions, and without versions there is none', () => {
  const { html } = lineageGraph(
    'delay',
    versionsWith(() => NONE),
    short,
  )
  assert.match(html, /width="482" [^>]*viewBox="540 0 482 /)
  assert.equal(lineageGraph('delay', [], short).html, '')
})
