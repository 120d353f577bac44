import type { Octokit } from '@octokit/rest'
import type { Comparison, RunOutcome } from '../../core/artifacts/comparison.ts'
import type { Release } from '../../core/artifacts/release.ts'
import type { Model } from '../../core/config.ts'
import { gateIds } from '../../core/gates/gate-id.ts'
import { overallOutcome } from '../../core/gates.ts'
import { acceptedGates } from '../../core/governance/exceptions.ts'
import type { Governance } from '../../core/governance/schema.ts'
import type { Repository } from '../../core/io/github/client.ts'
import { governingApps } from '../../core/io/github/governing-apps.ts'
import { ledgerEvents } from '../../core/io/github/ledger-events.ts'
import { contributorsOf, type MergedPull } from '../../core/io/github/merged-pulls.ts'
import type { Host } from '../action.ts'
import { compareModel } from '../compare/compare-model.ts'
import { readOnce } from '../compare/registered.ts'
import type { Evaluated } from '../evaluate/evaluate-model.ts'
import type { Project } from '../project.ts'

interface Task {
  readonly host: Host
  /** A temporary folder. */
  readonly scratch: string
  /** Whose rules count, for people: `main (1a2b3c4)`. */
  readonly place: string
  /** Versions to show the model beside. */
  readonly beside: readonly string[]
  readonly pulls: readonly MergedPull[]
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
 * Judges a merged model on the test rows of its commit, under the rules there: by all its gates but those against the
 * base, which the pull request had and the branch has no more. A gate that does not pass counts as passed where the
 * audit log says that somebody accepted just that one for the pull request as it was merged.
 */
export async function judgeMerged(project: Project, model: Model, task: Task): Promise<JudgedMerged> {
  const { beside, host, place, scratch } = task
  const registered = readOnce(project, undefined, host)
  const comparing = { base: undefined, input: {}, host, scratch, registered, merged: { place, beside } }
  const { candidate, comparison } = await compareModel(project, withoutBase(model), comparing)
  const open = comparison.gates.some(({ outcome }) => outcome === 'fail' || outcome === 'undecided')
  const { digest } = candidate.evaluation.artifact
  const accepted: Accepted = open ? await readAccepted(model.name, digest, task) : new Map()
  const ids = gateIds(
    model.name,
    comparison.gates.map(({ rule }) => rule),
  )
  const gates = comparison.gates.map(({ because, outcome, rule }, at) => {
    const id = ids[at]!
    const found = outcome === 'fail' || outcome === 'undecided' ? accepted.get(id) : undefined
    return { id, rule, outcome, because, accepted: found ?? null }
  })
  return { candidate, comparison, gates, outcome: overallOutcome(gates.filter(({ accepted }) => accepted === null)) }
}

/** One training is what is released: others with other seeds are not there. */
function withoutBase(model: Model): Model {
  const { evaluate, gates, train } = model
  return {
    ...model,
    ...(train && { train: { ...train, repeats: 1 } }),
    evaluate: { ...evaluate, budgets: { ...evaluate.budgets, latency: undefined } },
    gates: gates.filter(({ against }) => against !== 'base'),
  }
}

/**
 * What people accepted for the pull requests as they were merged, for just these bytes, as far as the policy of the
 * default branch lets them. Nobody can have done so before the first of the pull requests was opened, nor but by way
 * of the App that checked them.
 */
async function readAccepted(model: string, digest: string, { github, governance, pulls }: Task): Promise<Accepted> {
  const [since] = pulls.map(({ createdAt }) => new Date(createdAt)).sort((a, b) => a.getTime() - b.getTime())
  if (github === undefined || since === undefined) return new Map()
  const { at, client } = github
  const checked = await Promise.all(pulls.map(({ head }) => governingApps(client, at, head)))
  const apps = checked.flat()
  if (apps.length === 0) return new Map()
  const { id: repository } = (await client.rest.repos.get({ ...at })).data
  const { events } = await ledgerEvents(client, at, { apps, repository, since })
  const found = new Map<string, { readonly by: string; readonly reason: string }>()
  for (const { author, head, number } of pulls) {
    const own = events.filter(({ pull }) => pull === number)
    if (own.length === 0) continue
    const contributors = await contributorsOf(client, at, number)
    const standing = { author, contributors, events: own, head, judged: [{ model, digest }] }
    for (const [gate, who] of acceptedGates(standing, governance)) found.set(gate, who)
  }
  return found
}

type Accepted = ReturnType<typeof acceptedGates>
