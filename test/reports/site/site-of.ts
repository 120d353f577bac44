import type { ModelFacts } from '../../../core/publish/model-facts.ts'
import type { SiteFacts } from '../../../reports/site/render-site.ts'

/** A site of some models, of a repository whose record is whole. */
export function siteOf(models: readonly ModelFacts[]): SiteFacts {
  return {
    about: {
      name: 'acme/models',
      url: 'https://github.com/acme/models',
      contender: '1.0.0',
      made: new Date('2026-06-01T00:00:00Z'),
      price: undefined,
    },
    models,
    audit: [],
    chain: {
      ...{ schema: 'contender/audit-verification@1', place: 'contender/ledger', head: null, commits: 0, events: 0 },
      ...{
        kinds: { audit: 0, runs: 0, drift: 0, retrain: 0 },
        tags: 0,
        anchors: 0,
        findings: [],
        notes: [],
        outcome: 'pass',
      },
    },
  }
}
