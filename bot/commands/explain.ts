import { findGate } from '../../core/commands/find-gate.ts'
import { suggest, UserError } from '../../core/errors.ts'
import type { ChecklistItem } from '../../core/governance/checklist.ts'
import { policyItems } from '../../core/governance/policy-items.ts'
import { type Governance, governanceSchema, type Item } from '../../core/governance/schema.ts'
import { signersOf } from '../../core/governance/signers.ts'
import { metricNames, metricOf } from '../../core/metrics/index.ts'
import { type Metric, TASKS } from '../../core/metrics/metric.ts'
import { explainGate, explainItem, explainMetric } from '../../reports/explanations.ts'
import { readDefaultBranch } from '../github/default-branch.ts'
import { allow } from './allow.ts'
import type { Answer, SeenPull, Task } from './task.ts'

/** `/contender explain <metric|gate|item>` */
export async function explain(task: Task, { about }: { about: string }): Promise<Answer> {
  const { access, asked, readPull } = task
  await allow(access, asked.sender, ['triage'])
  const metrics = TASKS.flatMap((of) => (metricNames(of).includes(about) ? [metricOf(of, about) as Metric] : []))
  if (metrics.length > 0) return { reaction: '+1', text: explainMetric(metrics) }
  const seen = asked.isPull ? await readPull(access, asked.number) : undefined
  const governance = await governanceOf(task, seen)
  const item = itemOf(about, governance, seen)
  if (item !== undefined)
    return { reaction: '+1', text: explainItem({ ...item, signers: signersOf(item.item, governance) }) }
  const gates = seen?.change.judged?.flatMap(({ gates }) => gates) ?? []
  const names = [...gates.map(({ id }) => id), ...gates.map(({ id, model }) => id.slice(model.length + 1))]
  if (names.includes(about)) return { reaction: '+1', text: explainGate(findGate(gates, about)) }
  const known = [...TASKS.flatMap(metricNames), ...policyItems(governance).map(({ id }) => id), ...names]
  throw new UserError(`Unknown metric, gate or item \`${about}\`, ${suggest(about, [...new Set(known)])}`)
}

async function governanceOf({ access }: Task, seen: SeenPull | undefined): Promise<Governance> {
  if (seen === undefined) return (await readDefaultBranch(access)).config.governance
  return seen.rules.ruling?.governance ?? governanceSchema.parse({})
}

/** An item, and where it stands in this change, where it is asked for. */
function itemOf(
  id: string,
  governance: Governance,
  seen: SeenPull | undefined,
): { readonly item: Item; readonly standing: ChecklistItem | undefined; readonly onPull: boolean } | undefined {
  const standing = seen?.checklist.items.find((one) => one.item.id === id)
  const item = standing?.item ?? policyItems(governance).find((one) => one.id === id)
  return item && { item, standing, onPull: seen !== undefined }
}
