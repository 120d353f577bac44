import { join } from 'node:path'
import type { Model } from '../../core/config.ts'
import { suggest } from '../../core/errors.ts'
import { exists } from '../../core/io/files.ts'
import { withSample } from '../init/sample.ts'
import type { Project } from '../project.ts'
import { withData, withFiles } from '../with-data.ts'
import { ok, problem } from './check.ts'

/** Rows that are there, and hold the columns that the config names. Of large text the beginning is read. */
export async function checkData(project: Project, model: Model, tracked: readonly string[]) {
  const { data } = model
  const sources = [...new Set([data.train, data.test, data.validation])].filter((source) => source !== undefined)
  if (sources.length === 0) return []
  if (data.prepare !== undefined || data.rows !== undefined) {
    return withData(project, model, async (engine) => {
      const found = []
      for (const source of sources) found.push(...columnsOf(source, await engine.columns(source), model))
      return [
        ok(`${data.prepare ?? data.rows!.logs.files} ${data.prepare === undefined ? 'is read' : 'runs'}`),
        ...found,
      ]
    })
  }
  const found = []
  for (const source of sources) {
    const path = join(project.directory, source)
    const kept = tracked.some((each) => each === source || source.startsWith(`${each}/`))
    if (kept && !(await exists(path)) && !/[*?[{]/.test(source)) {
      found.push(problem(`${source} is kept by DVC and not here.`, `Run \`dvc pull ${source}\`.`))
      continue
    }
    const columns = await withSample(project, source, (place, name) =>
      withFiles({ ...place, sensitive: data.sensitive }, async (engine) => engine.columns(name)),
    )
    found.push(...columnsOf(source, columns, model))
  }
  return found
}

function columnsOf(source: string, columns: readonly { readonly name: string }[], { data, evaluate }: Model) {
  const known = columns.map(({ name }) => name)
  const group = typeof data.group === 'object' ? data.group.time : data.group
  const judged =
    source === data.test
      ? [data.id, group, ...(Array.isArray(evaluate.slices) ? evaluate.slices : []), ...evaluate.fairness.groups]
      : []
  const named = [data.target, data.weight, ...judged].filter((name) => name !== undefined)
  const missing = [...new Set(named)].filter((name) => !known.includes(name))
  if (missing.length === 0) return [ok(`${source} holds the columns that the config names`)]
  return missing.map((name) =>
    problem(`${source} has no column \`${name}\`.`, `Correct its name in the config: ${suggest(name, known)}.`),
  )
}
