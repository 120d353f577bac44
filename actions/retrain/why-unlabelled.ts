import type { Model } from '../../core/config.ts'
import { sayUnlikeIds } from '../../core/data/unlike-ids.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { filesOfWindows } from '../drift/files-of-window.ts'
import { anyRowsOf, columnIn } from '../drift/rows.ts'
import type { Project } from '../project.ts'
import { withData } from '../with-data.ts'

/** Why no logged row of a time has a label although there are labels; undefined where nobody can tell. @param model without windows */
export async function whyUnlabelled(
  project: Project,
  model: Model,
  range: TimeRange,
  now: number,
): Promise<string | undefined> {
  const drift = model.drift!
  if (drift.labels === undefined || drift.logs.id === undefined) return undefined
  const [found] = await filesOfWindows(project, model, [range], { now, clock: now })
  const { labels, logs } = found!
  if (labels === undefined || !labels.isThere || !logs.isThere) return undefined
  const files = [logs, labels].filter((one) => one.files.length > 0)
  return withData(
    project,
    model,
    async (engine) => {
      const [logged, labelled] = [await anyRowsOf(engine, logs.source), await anyRowsOf(engine, labels.source)]
      return sayUnlikeIds((sql) => engine.query(sql, labels.source), {
        logs: { relation: logged.relation, id: columnIn(logged, drift.logs.id!) },
        labels: { relation: labelled.relation, id: columnIn(labelled, drift.labels!.id ?? drift.logs.id!) },
        place: labels.source,
        sensitive: model.data.sensitive,
      })
    },
    { sets: new Map(files.map((one) => [one.source, one.files])), times: new Map([[logs.source, drift.logs.time]]) },
  )
}
