import { basename } from 'node:path'
import type { Octokit } from '@octokit/rest'
import type { Comparison, GateResult, RunOutcome } from '../../core/artifacts/comparison.ts'
import type { Release } from '../../core/artifacts/release.ts'
import type { Model } from '../../core/config.ts'
import { gateIds } from '../../core/gates/gate-id.ts'
import { overallOutcome } from '../../core/gates.ts'
import { acceptedGates } from '../../core/governance/exceptions.ts'
import type { Governance } from '../../core/governance/schema.ts'
import { sha256OfFile } from '../../core/io/files.ts'
import { digestAt } from '../../core/io/git.ts'
import type { Repository } from '../../core/io/github/client.ts'
import { governingApps } from '../../core/io/github/governing-apps.ts'
import { ledgerEvents } from '../../core/io/github/ledger-events.ts'
import { contributorsOf } from '../../core/io/github/merged-pulls.ts'
import { onceEach } from '../../core/once.ts'
import type { Host } from '../action.ts'
import { fromRoot } from '../at-commit.ts'
import type { Base } from '../compare/base.ts'
import type { ComparisonTask, Replaced } from '../compare/baselines.ts'
import { compareModel } from '../compare/compare-model.ts'
import { readOnce, versionInRole } from '../compare/registered.ts'
import { dvcAt } from '../dvc-at.ts'
import type { Evaluated } from '../evaluate/evaluate-model.ts'
import { fileOf, type Project } from '../project.ts'
import type { ModelMerges } from './merges-of-model.ts'
import { passedBefore } from './passed-before.ts'
import type { Placed } from './place-model.ts'
import type { VersionBefore } from './version-before.ts'

interface Task {
  readonly host: Host
  readonly commit: string
  /** A temporary folder. */
  readonly scratch: string
  /** Whose rules count, for people: `main (1a2b3c4)`. */
  readonly place: string
  readonly before: VersionBefore | undefined
  /** The branch before the push. */
  readonly base: Base | undefined
  readonly placed: Placed
  readonly merges: ModelMerges
  /** By the default branch: who may accept a gate. */
  readonly governance: Governance
  readonly github: { readonly client: Octokit; readonly at: Repository } | undefined
}

/** A merged model judged once more. */
export interface JudgedMerged {
  readonly candidate: Evaluated
  readonly comparison: Comparison
  readonly gates: Release['gates']
  /** With the gates that a person accepted counted as passed. */
  readonly outcome: RunOutcome
}

/**
 * Judges a merged model on the test rows of its commit, under the rules there. Who merged it, and past which checks,
 * nobody needs to know for that: gates against the base are judged anew, against what the model replaces.
 *
 * A gate that does not pass counts as passed where the audit log says that somebody accepted just that one for the last
 * pull request as it was merged; one against the base also where the App's checks say that it passed on every pull request
 * since the version before, with these bytes.
 */
export async function judgeMerged(project: Project, model: Model, task: Task): Promise<JudgedMerged> {
  const { before, host, place, scratch } = task
  const registered = readOnce(project, undefined, host)
  const replaces = asksForBase(model) ? await replacedOf(project, model, { ...task, registered }) : undefined
  // What the base's gates are judged against is shown by that.
  const shown = replaces === undefined && before?.comparable ? [before.version] : []
  // Where the App's word will do, nothing is trained again only to be compared with.
  const word = onceEach(async (digest: string) => passedBefore(project, model, digest, task))
  const { pull } = task.placed
  const known =
    pull !== undefined && replaces !== undefined && (await word(await digestNow(project, model))) !== undefined
  const merged = { place, beside: shown, replaces, retrain: !known }
  const comparing = { base: undefined, input: {}, host, scratch, registered, merged }
  const { candidate, comparison } = await compareModel(project, asReleased(model), comparing)
  const open = comparison.gates.filter((gate) => isOpen(gate))
  const { digest } = candidate.evaluation.artifact
  const accepted: Accepted = open.length > 0 ? await readAccepted(model.name, digest, task) : new Map()
  const ids = gateIds(
    model.name,
    comparison.gates.map(({ rule }) => rule),
  )
  const passed = open.some(({ rule }) => isAgainstBase(rule)) ? await word(digest) : undefined
  const gates = comparison.gates.map((gate, at): Release['gates'][number] => {
    const { because, outcome, rule } = gate
    const id = ids[at]!
    const found = isOpen(gate) ? accepted.get(id) : undefined
    if (found === undefined && isOpen(gate) && passed !== undefined && isAgainstBase(rule))
      return { id, rule, outcome: 'pass', because: `${passed}; judged once more: ${because}`, accepted: null }
    return { id, rule, outcome, because, accepted: found ?? null }
  })
  return { candidate, comparison, gates, outcome: overallOutcome(gates.filter(({ accepted }) => accepted === null)) }
}

/** Of a model that was put in place. */
async function digestNow(project: Project, model: Model): Promise<string> {
  return sha256OfFile(await fileOf(project, model.model!.path))
}

function isOpen({ outcome }: GateResult): boolean {
  return outcome === 'fail' || outcome === 'undecided'
}

/** Whether a gate, as one line, is against the base. */
export function isAgainstBase(rule: string): boolean {
  return /^\S+ against base(,|$)/.test(rule)
}

/** A config without gates has one against each baseline there is. */
function asksForBase({ gates }: Model): boolean {
  return gates.length === 0 || gates.some(({ against }) => against === 'base')
}

/**
 * What a merged model replaces: the version before, which is what is in use. Only where there is none yet is it what the
 * branch held before the push: what was merged since a version, and refused, is no measure, whether or not the version
 * can be had.
 */
async function replacedOf(
  project: Project,
  model: Model,
  { base, before, registered }: Task & Pick<ComparisonTask, 'registered'>,
): Promise<Replaced | undefined> {
  if (before !== undefined) {
    const { commit, released, version: ref } = before
    const version = released && (await versionInRole(project, model, ref, { registered }))
    if (version !== undefined) return { ...version, role: 'base' }
    const because = `The base model ${ref} cannot be run: ${basename(project.config.file)} at its commit ${commit.slice(0, 7)} has no such model that can be read, so there is nothing to compare with; where nobody can run it any more, \`contender registry deprecate ${model.name} ${ref}\` takes it back.`
    return { ref, because }
  }
  if (base === undefined || !(await couldHold(project, model, base))) return undefined
  return { role: 'base', ref: base.commit, commit: base.commit, config: base.config }
}

/** Whether the branch had such a model: a config may name a file that is only merged now. */
async function couldHold(project: Project, { name }: Model, { commit, config }: Base): Promise<boolean> {
  const then = config.models.find((one) => one.name === name)
  const uri = then?.predictions ?? then?.model?.path
  if (then === undefined || then.train !== undefined || uri === undefined) return then !== undefined
  const path = fromRoot(project, uri)
  return (
    (await digestAt(project.root, commit, path)) !== undefined ||
    (await dvcAt(project.root, commit, path)) !== undefined
  )
}

/** One training is what is released: others with other seeds are not there. How fast it is was timed on the pull request. */
function asReleased(model: Model): Model {
  const { evaluate, train } = model
  return {
    ...model,
    ...(train && { train: { ...train, repeats: 1 } }),
    evaluate: { ...evaluate, budgets: { ...evaluate.budgets, latency: undefined } },
  }
}

/**
 * What people accepted for the last pull request that touched the model, as it was merged, for just these bytes, as far
 * as the policy of the default branch lets them. What came before it was accepted for other rows or other rules, and
 * nobody has seen what was pushed past it since. Nobody can have done so before it was opened, nor but by way of the App
 * that checked it.
 */
async function readAccepted(model: string, digest: string, { github, governance, merges }: Task): Promise<Accepted> {
  const { last } = merges
  if (github === undefined || last === undefined) return new Map()
  const { author, createdAt, head, number } = last
  const { at, client } = github
  const apps = await governingApps(client, at, head)
  if (apps.length === 0) return new Map()
  const { id: repository } = (await client.rest.repos.get({ ...at })).data
  const { signed } = await ledgerEvents(client, at, { apps, repository, since: new Date(createdAt) })
  const own = signed.filter(({ pull }) => pull === number)
  if (own.length === 0) return new Map()
  const contributors = await contributorsOf(client, at, number)
  return acceptedGates({ author, contributors, events: own, head, judged: [{ model, digest }] }, governance)
}

type Accepted = ReturnType<typeof acceptedGates>
