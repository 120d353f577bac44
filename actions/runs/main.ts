import * as z from 'zod'
import type { Runs } from '../../core/artifacts/runs.ts'
import { timeOfId } from '../../core/ledger/event-id.ts'
import { isBaselineOnly, type KnownRun } from '../../core/runs/known-run.ts'
import { shortIds } from '../../core/runs/short-ids.ts'
import { parseSince } from '../../core/runs/since.ts'
import { sortRuns } from '../../core/runs/sort-runs.ts'
import { type Condition, filterRuns, parseWhere } from '../../core/runs/where.ts'
import { type RunsShown, renderRuns } from '../../reports/runs-table.ts'
import { defineAction } from '../action.ts'
import { VERSION } from '../header.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { openProject } from '../project.ts'
import { fromLedger } from './from-ledger.ts'
import { historyInputs } from './inputs.ts'
import { type History, openHistory } from './open-history.ts'

const limit = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, { error: 'expected a whole number ≥ 1' })
  .transform(Number)

/** `contender runs` */
export const runs = defineAction({
  name: 'runs',
  summary: 'trainings of the past: parameters, metrics, outcomes',
  examples: [
    ['contender runs', 'the newest runs'],
    ['contender runs --sort log_loss --limit 5', 'the best five by a metric'],
    ['contender runs --where "seconds<600, outcome=pass" --since 30d', 'filtered; all conditions must hold'],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    where: z.string().optional().describe('Conditions, apart by commas: params.rounds>=100, outcome=pass'),
    since: z.string().optional().describe('Only runs since then: 7d, or 2026-11-21'),
    sort: z.string().optional().describe('Metric to sort by, the best first; the newest first without'),
    limit: limit.optional().describe('Show at most so many (20)'),
    ...historyInputs,
    ...outInput,
  }),
  async main(input, host) {
    const conditions = input.where === undefined ? [] : parseWhere(input.where)
    const since = input.since === undefined ? undefined : parseSince(input.since, host.now())
    const project = await openProject(input, host)
    const recorded = await fromLedger(project, host, input.local, (ledger) => ledger.runs())
    const history = await openHistory(project, recorded ?? [], host)
    const choice = { conditions, since, sort: input.sort, limit: input.limit ?? 20 }
    const found = chooseRuns(history, choice)
    const short = shortIds(history.names.map(({ id }) => id))
    const artifact: Runs = {
      schema: 'contender/runs@1',
      contender: VERSION,
      known: history.names.length,
      runs: found.map((known) => ({ ...known, places: [...known.places] })),
    }
    const shown = { short, metric: input.sort, paint: host.paint }
    return { outcome: 'pass', text: sayRuns(found, history, choice, shown), artifact }
  },
})

interface Choice {
  readonly conditions: readonly Condition[]
  readonly since: Date | undefined
  readonly sort: string | undefined
  readonly limit: number
}

/** Reads no more runs than it must: ids alone say which are the newest. */
function chooseRuns(history: History, { conditions, limit, since, sort }: Choice): KnownRun[] {
  if (conditions.length === 0 && sort === undefined)
    return history.newest(limit).filter(({ run }) => since === undefined || timeOfId(run.id) >= since.getTime())
  const names = history.names.filter(({ id }) => since === undefined || timeOfId(id) >= since.getTime())
  const found = filterRuns(
    history.read(names).filter((known) => !isBaselineOnly(known)),
    conditions,
  )
  return (sort === undefined || found.length === 0 ? found : sortRuns(found, sort)).slice(0, limit)
}

function sayRuns(
  found: readonly KnownRun[],
  { names }: History,
  { conditions, limit, since }: Choice,
  shown: RunsShown,
): string {
  if (names.length === 0) return 'No run is known yet: `contender train` makes the first one.\n'
  if (found.length === 0) return `None of the ${names.length} known runs is so.\n`
  const all = conditions.length === 0 && since === undefined && found.length < limit
  const more = all || found.length === names.length ? '' : `  ${found.length} of ${names.length} runs\n`
  return renderRuns(found, shown) + shown.paint('dim', more)
}
