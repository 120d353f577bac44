import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Comparison, comparisonSchema } from '../../core/artifacts/comparison.ts'
import { type Evaluation, evaluationSchema } from '../../core/artifacts/evaluation.ts'
import type { Report } from '../../core/artifacts/report.ts'
import { runSchema } from '../../core/artifacts/run.ts'
import { type Validation, validationSchema } from '../../core/artifacts/validation.ts'
import { withoutPictures } from '../../core/artifacts/without-pictures.ts'
import { UserError } from '../../core/errors.ts'
import { overallOutcome } from '../../core/gates.ts'
import { secretsOf } from '../../core/io/child-environment.ts'
import { redactAll } from '../../reports/redact.ts'
import type { Host } from '../action.ts'
import type { RunnerEvent } from '../event.ts'
import { VERSION } from '../header.ts'
import { readArtifact } from '../read-artifact.ts'

type ModelReport = Report['models'][number]

/** What a report is about. */
export interface ReportSubject {
  /** Commit that is checked out; null outside Git. */
  readonly commit: string | null
  /** Of the job: what it holds of secrets appears in no report, for everybody may read that. */
  readonly environment: Host['environment']
  /** The event of the runner's job: its head is what people see at GitHub. */
  readonly event?: RunnerEvent | undefined
  /** Names of models that were not judged, for the change does not touch them; undefined: nobody asked. */
  readonly untouched?: readonly string[] | undefined
  /** Names of models that the base has and the config has no more. */
  readonly removed?: readonly string[] | undefined
  /** Names of the config's other models, where only some were asked for. */
  readonly elsewhere?: readonly string[] | undefined
}

/** Joins the artifacts of all models in one folder into one report. @param names undefined: all that are there */
export async function buildReport(
  out: string,
  names: readonly string[] | undefined,
  subject: ReportSubject,
): Promise<Report> {
  const found = names ?? (await modelsIn(out))
  if (found.length === 0 && subject.untouched === undefined) {
    throw new UserError(
      `No evaluation.json below ${out}, expected one a model; run \`contender evaluate\` or \`contender compare\` first`,
    )
  }
  const models: ModelReport[] = []
  for (const name of found) models.push(await readModel(join(out, name), name))
  return reportOf(models, subject)
}

/** The report of models that were judged. */
export function reportOf(models: ModelReport[], { environment, ...subject }: ReportSubject): Report {
  return redactAll(wholeOf(models, subject), secretsOf(environment))
}

function wholeOf(
  models: ModelReport[],
  { commit, elsewhere, event, removed, untouched }: Omit<ReportSubject, 'environment'>,
): Report {
  return {
    schema: 'contender/report@1',
    contender: VERSION,
    head_sha: event?.pull_request?.head.sha ?? event?.merge_group?.head_sha ?? commit,
    tested_sha: commit,
    outcome: overallOutcome(models),
    ...(untouched !== undefined && { untouched: [...untouched] }),
    ...(elsewhere?.length && { elsewhere: [...elsewhere] }),
    ...(removed?.length && { removed: [...removed] }),
    models: withoutPictures(models),
  }
}

async function readModel(folder: string, name: string): Promise<ModelReport> {
  const evaluation = await readArtifact(join(folder, 'evaluation.json'), evaluationSchema)
  if (evaluation === undefined)
    throw new UserError(`Missing evaluation.json of ${name} in ${folder}; run \`contender evaluate\` first`)
  const comparison = await readArtifact(join(folder, 'comparison.json'), comparisonSchema)
  if (comparison !== undefined) checkTogether(evaluation, comparison)
  const run = await readArtifact(join(folder, 'run.json'), runSchema)
  const validation = await readArtifact(join(folder, 'validation.json'), validationSchema)
  const validated = validation !== undefined && isOfOneRun(evaluation, validation)
  return {
    model: name,
    outcome: validated && validation.outcome === 'fail' ? 'fail' : (comparison?.outcome ?? 'pass'),
    evaluation,
    ...(comparison !== undefined && { comparison }),
    ...(validated && { validation }),
    ...(run !== undefined && run.artifact.digest === evaluation.artifact.digest && { run }),
  }
}

/** @throws {UserError} if the two are not of one run: a report would mix what does not belong together */
function checkTogether({ artifact, metrics, model }: Evaluation, { candidate }: Comparison): void {
  const differ = (what: string) =>
    new UserError(`comparison.json of ${model} is about ${what} than evaluation.json; run \`contender compare\` again`)
  if (candidate.artifact.digest !== artifact.digest) throw differ('another model file')
  for (const [name, value] of Object.entries(candidate.metrics)) {
    if (metrics[name] !== undefined && metrics[name].value !== value) throw differ('other rows or another threshold')
  }
}

/** What was validated at another commit, or under another config, says nothing of these rows. */
function isOfOneRun({ commit, config }: Evaluation, validation: Validation): boolean {
  return validation.commit === commit && validation.config === config
}

async function modelsIn(out: string): Promise<string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile() && entry.name === 'evaluation.json')
    .map((entry) => relative(out, entry.parentPath).replaceAll('\\', '/'))
    .filter((name) => !name.startsWith('.'))
    .sort()
}
