import { posix } from 'node:path'
import { CONFIG_PATH } from '../config/config-path.ts'

/** What the artifacts begin with by which reports leave a workflow run. */
const REPORT = 'contender-report'

/** And those of models. */
const MODEL = 'contender-model'

/**
 * The name of the artifact of a report: one for a whole config, or one for each leg of a matrix over its models.
 * Another config than `contender.yml` has one of its own, so that two in one workflow do not take each other's place.
 * Artifacts cannot have a slash in their names; models cannot have a dot.
 *
 * @example
 * artifactName(undefined) // 'contender-report'
 * artifactName('team/delay') // 'contender-report-team.delay'
 * artifactName('delay', 'fares/contender.yml') // 'contender-report-fares.contender.yml-delay'
 */
export function artifactName(model: string | undefined, config: string = CONFIG_PATH): string {
  return nameOf(REPORT, model, config)
}

/**
 * The name of the artifact of a model that a run has made: as its report is named where it has one of its own.
 *
 * @example
 * modelArtifactName('team/delay') // 'contender-model-team.delay'
 */
export function modelArtifactName(model: string, config: string = CONFIG_PATH): string {
  return nameOf(MODEL, model, config)
}

function nameOf(kind: string, model: string | undefined, config: string): string {
  const path = posix.normalize(config.replaceAll('\\', '/'))
  const parts = [...(path === CONFIG_PATH ? [] : [path]), ...(model === undefined ? [] : [model])]
  return [kind, ...parts.map((part) => part.replace(/[^\w-]+/g, '.'))].join('-')
}

/**
 * Whether an artifact of a run is a report: of all models, or of a leg of a matrix.
 *
 * @example
 * isReportArtifact('contender-report-team.delay') // true
 */
export function isReportArtifact(name: string): boolean {
  return /^contender-report(-[\w.-]+)?$/.test(name)
}
