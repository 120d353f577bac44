import { join } from 'node:path'
import { publishedTag } from '../../core/artifacts/published.ts'
import type { Release } from '../../core/artifacts/release.ts'
import type { Model } from '../../core/config.ts'
import { secretsOf } from '../../core/io/child-environment.ts'
import { keepRelease } from '../../core/io/github/keep-release.ts'
import { register } from '../../core/ledger/registry/register.ts'
import { labelledStep, type Step, stepBetween } from '../../core/release/bump.ts'
import { firstStage, promoteCommand } from '../../core/release/first-stage.ts'
import { redactAll } from '../../reports/redact.ts'
import { releaseTitle, renderRelease } from '../../reports/release.ts'
import { headerOf } from '../header.ts'
import type { Project } from '../project.ts'
import { type OpenRegistry, rulesOf } from '../registry/open-registry.ts'
import type { JudgedMerged } from './judge-merged.ts'
import type { ModelMerges } from './merges-of-model.ts'
import type { Placed } from './place-model.ts'
import { giveFirstStage, mustBeSame, type Registered, registerVersion, stageHeld } from './register-version.ts'
import { modelFileName, predictionsToPublish, releaseFiles } from './release-files.ts'
import { nothing, type ReleasedModel, type ReleaseTask } from './release-task.ts'
import { featuresRead, releasedAt } from './released.ts'
import type { VersionBefore } from './version-before.ts'

interface Found {
  readonly placed: Placed
  readonly before: VersionBefore | undefined
  readonly judged: JudgedMerged
  /** The version that the commit is already. */
  readonly known: string | undefined
  readonly merges: ModelMerges
}

/** Registers a judged model, gives it the first stage and publishes it, as far as that is not done yet. */
export async function publishVersion(
  project: Project,
  model: Model,
  found: Found,
  task: ReleaseTask,
): Promise<ReleasedModel> {
  const { commit, dryRun, github, host } = task
  const { pulls, touching } = found.merges
  const { evaluation } = found.judged.candidate
  const features = await featuresRead(project, model, found.judged.candidate)
  const step = await stepOf(project, model, { ...found, features }, task)
  const file = model.model === undefined && model.predictions === undefined ? undefined : evaluation.artifact
  const pull = touching.at(-1) ?? pulls.at(-1)
  const reason = [...pulls.map(({ number, title }) => `#${number} ${title}`), ...sayStep(step)].join('; ')
  const registration = {
    config: task.config,
    earlier: task.registry,
    model: model.name,
    commit,
    bump: step?.bump,
    reason,
    file,
    pull,
    touching,
  }
  const registered = dryRun
    ? planned(registration, task)
    : await host.step(`${model.name}: registering`, () => registerVersion(registration, host))
  if ('newer' in registered)
    return nothing(model.name, `${registered.newer.version} of a newer commit was released meanwhile`)
  const { registry, version } = registered
  const { config } = rulesOf(task.registry)
  const first = firstStage(config)
  const people = first.given ? undefined : stageHeld({ model: model.name, registry, version }, config.stages)
  const { ledger = registered.ledger, stage } =
    people === undefined
      ? await giveStage(version, { ...registration, stage: first.stage }, task)
      : { ...people, ledger: undefined }
  const table = predictionsToPublish(found.judged.candidate.rows.table, model, config.governance.release.predictions)
  const release: Release = {
    schema: 'contender/release@1',
    ...headerOf(project, model, evaluation.seed ?? 0),
    version,
    tag: publishedTag(model.name, version),
    previous: found.before?.version ?? null,
    bump: step?.bump ?? 'first',
    because: [...(step?.because ?? [])],
    pulls: pulls.map(({ head, number, title, url }) => ({ number, head, title, url })),
    artifact: file ?? null,
    made: found.placed.made,
    features: features && [...features],
    gates: found.judged.gates,
    predictions: typeof table === 'string' ? table : null,
    stage,
    ledger,
  }
  const next = people === undefined || people.ever ? undefined : promoteCommand(model.name, first.stage)
  const told = { release, evaluation, comparison: found.judged.comparison, file: modelFileName(release), next }
  const safe = redactAll(told, secretsOf(host.environment))
  const body = renderRelease(safe)
  const shown = { version, tag: release.tag, stage, markdown: `## ${releaseTitle(release)}\n\n${body}` }
  const because = [...sayStep(step), ...(next === undefined ? [] : [`${next} is what comes next`])].join('; ')
  if (dryRun || github === undefined) return { ...nothing(model.name, because), ...shown, became: 'would' }
  const folder = join(task.scratch, 'release', model.name)
  const predictions = typeof table === 'string' ? undefined : table
  const files = await releaseFiles(project, folder, { ...safe, predictions })
  const url = await host.step(`${model.name}: publishing ${version}`, () =>
    keepRelease(github.client, github.at, { tag: release.tag, name: releaseTitle(release), body, files }),
  )
  return { ...nothing(model.name, because), ...shown, became: 'released', url }
}

/** How far the version is from the one before; undefined where it is the first. */
async function stepOf(
  project: Project,
  model: Model,
  { before, features, merges }: Found & { readonly features: readonly string[] | null },
  { bump, commit }: ReleaseTask,
): Promise<Step | undefined> {
  if (before === undefined) return undefined
  if (bump !== undefined) return { bump, because: ['asked for by --bump'] }
  const labelled = labelledStep(merges.pulls.flatMap(({ labels }) => labels))
  if (labelled !== undefined) return labelled
  if (before.released === undefined)
    return { bump: 'major', because: [`${before.version} had no such model in its config`] }
  return stepBetween(before.released, await releasedAt(project, model, commit, features))
}

/** `minor: feature added: age` */
function sayStep(step: Step | undefined): string[] {
  return [step === undefined ? 'the first version' : `${step.bump}: ${step.because.join(', ')}`]
}

/** What would be registered. */
function planned(registration: Parameters<typeof mustBeSame>[1], { registry }: ReleaseTask): Registered {
  const { bump, commit, model } = registration
  const known = registry.registry.get(model) ?? { name: model, versions: [] }
  if (known.versions.some((one) => one.commit === commit && !one.deprecated))
    return mustBeSame(registry.registry, registration)
  return { version: register(known, { commit, bump }).version!, ledger: null, registry: registry.registry }
}

interface Staged {
  readonly config: string
  readonly model: string
  readonly reason: string
  readonly earlier: OpenRegistry
  /** The first one, by the config of the default branch. */
  readonly stage: string
}

async function giveStage(
  version: string,
  { stage, ...about }: Staged,
  { dryRun, host }: ReleaseTask,
): ReturnType<typeof giveFirstStage> {
  if (dryRun) return { stage, ledger: undefined }
  return host.step(`${about.model}: giving it ${stage}`, () => giveFirstStage({ ...about, version }, host))
}
