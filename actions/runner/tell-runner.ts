import { summary as jobSummary, setOutput } from '@actions/core'
import { secretsOf } from '../../core/io/child-environment.ts'
import { artifactName } from '../../core/report-archive/artifact-name.ts'
import { redact } from '../../reports/redact.ts'
import type { Action, Annotation, Host, Outcome } from '../action.ts'
import type { Log } from './open-log.ts'
import type { Given } from './read-inputs.ts'

/** GitHub shows this many errors of a step, and as many warnings. */
const MOST = 10

/** The outputs of a job may have a megabyte together, and steps hand them on through the environment. */
const MOST_BYTES = 100_000

interface Step {
  readonly action: Action
  readonly given: Given
  readonly host: Host
  readonly log: Log
}

/**
 * Hands over what a step leaves behind: outputs, the job's summary, annotations and the report's artifact.
 *
 * @returns whether the report left the runner; undefined where there was none, or none was wanted
 */
export async function tellRunner(outcome: Outcome, { action, given, host, log }: Step): Promise<boolean | undefined> {
  const { GITHUB_OUTPUT, GITHUB_STEP_SUMMARY } = host.environment
  for (const [name, value] of Object.entries({ outcome: outcome.outcome, ...outcome.outputs })) {
    const bytes = Buffer.byteLength(value)
    if (bytes > MOST_BYTES)
      log.warn(`The output \`${name}\` would have ${bytes} bytes and is left empty; the report has it all`)
    const said = bytes > MOST_BYTES ? '' : value
    if (GITHUB_OUTPUT) setOutput(name, said)
    log.debug(`output ${name}: ${said}`)
  }
  for (const annotation of shown(outcome.annotations ?? [])) log.annotate(annotation)
  if (GITHUB_STEP_SUMMARY) await writeSummary(outcome, action, secretsOf(host.environment))
  const { artifact } = given.runner
  if (outcome.report === undefined || artifact === 'none') return undefined
  // Loaded only here: most actions upload nothing.
  const { uploadReport } = await import('./upload-report.ts')
  const { config, model } = given.own as { config?: string; model?: string }
  const name = artifact ?? artifactName(model, config)
  const uploaded = await log.step(`uploading ${name}`, () =>
    uploadReport({ what: 'report', name, ...outcome.report! }, host),
  )
  // Whoever misses a model trains it again.
  for (const { file, ...model } of outcome.models ?? [])
    await log.step(`uploading ${model.name}`, () => uploadReport({ what: 'model', ...model, files: [file] }, host))
  return uploaded
}

/** The worst first, as far as GitHub shows them. */
function shown(annotations: readonly Annotation[]): Annotation[] {
  return (['error', 'warning', 'notice'] as const).flatMap((level) =>
    annotations.filter((annotation) => annotation.level === level).slice(0, MOST),
  )
}

/** Steps of a job add to one summary, below each other. */
async function writeSummary({ summary, text }: Outcome, { name }: Action, secrets: readonly string[]): Promise<void> {
  const fence = '`'.repeat(Math.max(3, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1)))
  const markdown = summary ?? `## Contender ${name}\n\n${fence}text\n${text.trimEnd()}\n${fence}`
  await jobSummary.addRaw(redact(markdown.trimEnd(), secrets), true).addEOL().write()
}
