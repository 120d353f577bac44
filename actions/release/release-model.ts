import { publishedTag } from '../../core/artifacts/published.ts'
import type { Release } from '../../core/artifacts/release.ts'
import type { Model } from '../../core/config.ts'
import { publishedRelease } from '../../core/io/github/keep-release.ts'
import { MOST_COMMITS, MOST_LISTED } from '../../core/io/github/merged-pulls.ts'
import { NO_RELEASE } from '../../core/release/bump.ts'
import type { Project } from '../project.ts'
import { rulesOf } from '../registry/open-registry.ts'
import { isAgainstBase, type JudgedMerged, judgeMerged } from './judge-merged.ts'
import { mergesOfModel } from './merges-of-model.ts'
import { placeModel } from './place-model.ts'
import { publishVersion } from './publish-version.ts'
import { nothing, type ReleasedModel, type ReleaseTask, rulesPlace } from './release-task.ts'
import { versionBefore } from './version-before.ts'
import { newerVersion, versionAt } from './versions.ts'

/**
 * Releases one model of a merged commit: judged again, registered, given the first stage, published. What an earlier
 * attempt has done is not done again.
 */
export async function releaseModel(project: Project, model: Model, task: ReleaseTask): Promise<ReleasedModel> {
  const { commit, host, pushed } = task
  const { pulls } = pushed
  const { registry } = task.registry
  const { name } = model
  if (pulls.length > 0 && pulls.every(({ labels }) => labels.includes(NO_RELEASE)))
    return nothing(name, `the label ${NO_RELEASE} says so`)
  const known = versionAt(registry, name, commit)?.version
  const there = known === undefined ? undefined : await alreadyThere(name, known, task)
  if (there !== undefined) return there
  const newer = await newerVersion(project.root, registry, name, { commit, step: host.step })
  if (newer !== undefined && known === undefined)
    return nothing(name, `${newer.version} of the newer commit ${newer.commit.slice(0, 7)} has all that this one has`)
  const before = await versionBefore(project, model, task, known)
  const merges = await mergesOfModel(model, before?.commit, task)
  const brought = merges.touching.length > 0 ? merges.touching : merges.pulls
  const placed = await placeModel(project, model, { ...task, pulls: brought })
  const { governance } = rulesOf(task.registry).config
  const judging = { ...task, place: rulesPlace(task), before, governance, merges, placed }
  const judged = await judgeMerged(project, model, judging)
  if (judged.outcome !== 'pass')
    return refused(name, judged, merges.isCut ? (before?.version ?? 'the branch before the push') : undefined)
  const { digest } = judged.candidate.evaluation.artifact
  if (known === undefined && !task.named && before?.digest === digest && isFile(model))
    return nothing(name, `its bytes are those of ${before.version}, so there is nothing new`)
  return publishVersion(project, model, { placed, before, judged, known, merges }, task)
}

/** Predictions that somebody has taken out of a release are not put back. */
const NEEDED = ['evaluation.json', 'comparison.json', 'release.json', 'SHA256SUMS']

async function alreadyThere(model: string, version: string, { github }: ReleaseTask) {
  const tag = publishedTag(model, version)
  const there = github && (await publishedRelease(github.client, github.at, tag))
  if (there === undefined || !NEEDED.every((file) => there.names.includes(file))) return undefined
  const because = `this commit is ${version}, and is published`
  return { ...nothing(model, because), became: 'already', version, tag, url: there.url } as const
}

/** Whether the file is all of the model: what a prediction command makes of it may be another thing each time. */
function isFile({ predict }: Model): boolean {
  return predict === undefined
}

/** @param far what it replaces, where that is too far back for anybody to say what came since */
function refused(name: string, { comparison, gates, outcome }: JudgedMerged, far: string | undefined): ReleasedModel {
  const open = gates.filter((gate) => isOpen(gate))
  const said = open.map(
    ({ because, outcome, rule }) => `${rule} ${outcome === 'fail' ? 'fails' : 'is undecided'} (${because})`,
  )
  const against = open.some(({ rule }) => isAgainstBase(rule))
  // Why there was nothing to compare with.
  const why = against ? comparison.notes.filter((note) => note.startsWith('The base model ')) : []
  const because = [
    ...said,
    ...why.map((note) => note.replace(/\.$/, '')),
    ...(against ? [far === undefined ? NO_WORD + REMEDY : tooFar(far) + REMEDY] : []),
  ].join('; ')
  return { ...nothing(name, because), outcome, became: 'refused' }
}

const NO_WORD = 'no check of an App says that its pull requests passed such a gate with these bytes'
const REMEDY = ', so merge a model that passes it, or one that somebody accepts on its pull request'

function tooFar(before: string): string {
  const listed = MOST_LISTED.toLocaleString('en')
  return `${before} is none of the last ${MOST_COMMITS} commits of the branch, as far as its newest ${listed} tell, and no check of an App counts`
}

function isOpen({ accepted, outcome }: Release['gates'][number]): boolean {
  return accepted === null && (outcome === 'fail' || outcome === 'undecided')
}
