import type { AuditVerification } from '../../core/artifacts/audit.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import type { ModelFacts } from '../../core/publish/model-facts.ts'
import { shortIds } from '../../core/runs/short-ids.ts'
import { auditPage } from './audit-page.ts'
import { type About, modelPath } from './frame.ts'
import { indexPage } from './index-page.ts'
import { modelPage } from './model-page.ts'
import { runsPage } from './runs-page.ts'

/** What a site is made from. */
export interface SiteFacts {
  readonly about: About
  readonly models: readonly ModelFacts[]
  readonly audit: readonly AuditEvent[]
  readonly chain: AuditVerification
}

/**
 * A static site: pages that need no server of ours, and data that they load in parts by relative addresses.
 *
 * Everything that comes from the ledger or from tags is text in it.
 *
 * @returns the files by their path from the top of the site
 */
export async function renderSite({ about, audit, chain, models }: SiteFacts): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  // A run has one name on all pages, and no other has it.
  const short = shortIds(models.flatMap(({ trainings }) => trainings.map(({ run }) => run.id)))
  const pages = {
    'index.html': indexPage(about, models, chain),
    'runs.html': runsPage(about, models, short),
    'audit.html': auditPage(about, audit, chain),
  }
  for (const [path, page] of Object.entries(pages)) {
    files.set(path, page.text)
    for (const [part, text] of page.files) files.set(part, text)
  }
  for (const model of models)
    files.set(modelPath(model.name), await modelPage(about, model, { models: models.length, short }))
  return files
}
