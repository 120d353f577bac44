import { publishedTag } from '../../core/artifacts/published.ts'
import type { Release } from '../../core/artifacts/release.ts'
import type { Model } from '../../core/config.ts'
import { publishedRelease } from '../../core/io/github/keep-release.ts'
import { NO_RELEASE } from '../../core/release/bump.ts'
import type { Project } from '../project.ts'
import { rulesOf } from '../registry/open-registry.ts'
import { type JudgedMerged, judgeMerged } from './judge-merged.ts'
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
  const { commit, host, pulls } = task
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
  const placed = await placeModel(project, model, task)
  const before = await versionBefore(project, model, task, known)
  const beside = before?.comparable ? [before.version] : []
  const { governance } = rulesOf(task.registry).config
  const judged = await judgeMerged(project, model, { ...task, place: rulesPlace(task), beside, governance })
  if (judged.outcome !== 'pass') return refused(name, judged)
  const { digest } = judged.candidate.evaluation.artifact
  if (known === undefined && !task.named && before?.digest === digest && isFile(model))
    return nothing(name, `its bytes are those of ${before.version}, so there is nothing new`)
  return publishVersion(project, model, { placed, before, judged, known }, task)
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

function refused(model: string, { gates, outcome }: JudgedMerged): ReleasedModel {
  const open = gates.filter((gate) => isOpen(gate))
  const said = open.map(
    ({ because, outcome, rule }) => `${rule} ${outcome === 'fail' ? 'fails' : 'is undecided'} (${because})`,
  )
  return { ...nothing(model, said.join('; ')), outcome, became: 'refused' }
}

function isOpen({ accepted, outcome }: Release['gates'][number]): boolean {
  return accepted === null && (outcome === 'fail' || outcome === 'undecided')
}
