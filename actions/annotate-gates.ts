import { basename, join, relative } from 'node:path'
import type { Report } from '../core/artifacts/report.ts'
import type { Validation } from '../core/artifacts/validation.ts'
import { gateLine } from '../core/config/gate-line.ts'
import { sayFailure } from '../reports/validation.ts'
import type { Annotation } from './action.ts'
import type { Project } from './project.ts'

/**
 * Remarks at the lines of the config whose gates failed (errors) or could not be decided (warnings), and at the data
 * of models that failed a check of it.
 *
 * @param models of the report, as far as the config has them
 */
export function annotateGates(project: Project, { models }: Pick<Report, 'models'>): Annotation[] {
  const { config } = project
  // Settings that were given as flags stand in no file.
  if (config.digest === null) return []
  const file = fileOfConfig(project)
  return models.flatMap(({ comparison, model, validation }): Annotation[] => {
    const remarks: Annotation[] = []
    if (validation?.outcome === 'fail') remarks.push(annotateData(project, validation))
    for (const { because, outcome, rule } of comparison?.gates ?? []) {
      if (outcome !== 'fail' && outcome !== 'undecided') continue
      const line = gateLine(config, model, rule)
      if (line === undefined) continue
      const level = outcome === 'fail' ? 'error' : 'warning'
      remarks.push({ level, title: `${model}: ${rule} (${outcome})`, message: because, file, line })
    }
    return remarks
  })
}

/** A remark at the data of a model that failed a check. */
export function annotateData(project: Project, validation: Validation): Annotation {
  const { model } = validation
  const line = project.config.lineOf(['models', model, 'data'])
  return { level: 'error', title: `${model}: data`, message: sayFailure(validation), file: fileOfConfig(project), line }
}

/** From the top of the repository, as annotations want it. */
function fileOfConfig({ config, directory, root }: Project): string {
  return relative(root, join(directory, basename(config.file))).replaceAll('\\', '/')
}
