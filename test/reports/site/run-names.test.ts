import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRegistry } from '../../../core/ledger/registry/read-registry.ts'
import { factsOf } from '../../../core/publish/model-facts.ts'
import { renderSite } from '../../../reports/site/render-site.ts'
import { madeUpLedger } from '../../publish/made-up-ledger.ts'
import { siteOf } from './site-of.ts'

test('the page of runs says what a star after a commit means, in the words of the command', async () => {
  const made = madeUpLedger({ runs: 1, models: ['delay'], versions: 0, windows: 0, retrainings: 0 }, 'c'.repeat(40))
  const site = await renderSite(siteOf(factsOf(made.events, readRegistry([]))))
  assert.match(site.get('runs.html')!, /After a commit: \* trained with files changed since that commit\./)
})

test('runs that began in the same minute stay two on every page of the site', async () => {
  const made = madeUpLedger({ runs: 2, models: ['delay'], versions: 2, windows: 0, retrainings: 0 }, 'c'.repeat(40))
  const ids = ['019b7613-7a00-7000-8000-000000000000', '019b7613-7b00-7000-8000-000000000000']
  const events = made.events.map((event) => {
    if (event.schema !== 'contender/run-event@1') return event
    const id = ids.shift()!
    return { ...event, id, run: { ...event.run, id } }
  })
  const site = await renderSite(siteOf(factsOf(events, readRegistry(made.tags))))
  const page = site.get('models/delay.html')!
  const names = ['019b7613-7a', '019b7613-7b']
  const [lineage] = page.match(/<svg role="img" aria-label="Lineage of delay[^"]*"[\s\S]*?<\/svg>/)!
  for (const name of names) {
    assert.match(lineage, new RegExp(`of run ${name}[,;"]`))
    assert.match(lineage, new RegExp(`>run ${name}<`))
    assert.match(page, new RegExp(`<td><code>${name}</code></td>`))
    assert.match(page, new RegExp(`aria-label="v1\\.\\d\\.0, run ${name}, 2026-01-01 \\d\\d:\\d\\d: roc_auc`))
    assert.match(site.get('data/runs-0.json')!, new RegExp(`"${name}"`))
  }
})
