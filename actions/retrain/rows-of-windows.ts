import { digestOf } from '../../core/canonical-json.ts'
import type { Model } from '../../core/config.ts'
import { DATED_TABLES, type DatedRows, WITH_TIMES } from '../../core/data/dated-rows.ts'
import { digestRows } from '../../core/data/digest-rows.ts'
import type { Engine } from '../../core/data/engine.ts'
import { columnOf } from '../../core/data/table.ts'
import { groupsByTime, groupsOf } from '../../core/groups.ts'
import { holdoutGroup } from '../../core/retrain/few-groups.ts'
import type { Place } from '../project.ts'
import { withData } from '../with-data.ts'

/** How many rows there are, and `sha256:…` of the content of both, and of those that are learned from. */
export interface FoundRows extends NonNullable<DatedRows['found']> {
  readonly learned: string
  /** Of the holdout's rows. */
  readonly groups: number
  /** What was left out of logs and labels, for it cannot be read: sentences without a full stop. */
  readonly leftOut: readonly string[]
}

/** What the rows of a model's windows are now. */
export async function rowsOfWindows(place: Place, model: Pick<Model, 'data'>): Promise<FoundRows> {
  return withData(place, model, async (engine) => {
    const train = await digestRows(engine, DATED_TABLES.train)
    const test = await digestRows(engine, DATED_TABLES.test)
    return {
      rows: { train: train.rows, test: test.rows },
      digest: digestOf({ train: train.digest, test: test.digest }),
      learned: train.digest,
      groups: test.rows === 0 ? 0 : await countGroups(engine, model.data.group),
      leftOut: engine.leftOut(),
    }
  })
}

async function countGroups(engine: Engine, configured: Model['data']['group']): Promise<number> {
  const group = holdoutGroup(configured)
  const name = typeof group === 'string' ? group : group.time
  const source = WITH_TIMES.test
  const column = columnOf(await engine.read(source, [name]), name, source)
  return (typeof group === 'string' ? groupsOf(column) : groupsByTime(column, group.every, name)).count
}
