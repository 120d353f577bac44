import { openLedger } from '../ledger.ts'
import { openRegistry } from '../registry/open-registry.ts'
import { ok, type Patient } from './check.ts'
import { checkRulesets } from './rulesets.ts'

/** The ledger: can be reached, and is ours, if there is one. */
export async function checkLedger({ host, inGit, root }: Patient) {
  if (!inGit) return []
  const ledger = await host.step('reading the ledger', async () => openLedger({ root }, host))
  if ((await ledger.head()) === undefined) return [ok(`no ledger yet: ${ledger.place} begins with the first event`)]
  const events = await ledger.audit()
  return [ok(`${ledger.place} holds ${events.length} audit events`)]
}

/** The registry: its tags can be read, and not everybody may write them. */
export async function checkRegistry({ config, host, inGit, root }: Patient) {
  if (!inGit) return []
  const { registry } = await openRegistry({ config, local: false }, host)
  const models = [...registry.keys()]
  return [
    ok(models.length === 0 ? 'nothing is registered yet' : `the registry holds ${models.join(', ')}`),
    ...(await checkRulesets(root, models.length > 0)),
  ]
}
