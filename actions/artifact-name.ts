/** What the artifacts begin with by which reports leave a workflow run. */
const REPORT = 'contender-report'

/**
 * The name of the artifact of a report: one for a whole run, or one for each leg of a matrix over models.
 * Artifacts cannot have a slash in their names; models cannot have a dot.
 *
 * @example
 * artifactName(undefined) // 'contender-report'
 * artifactName('team/delay') // 'contender-report-team.delay'
 */
export function artifactName(model: string | undefined): string {
  return model === undefined ? REPORT : `${REPORT}-${model.replaceAll('/', '.')}`
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
