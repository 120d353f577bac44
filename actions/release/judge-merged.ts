import type { Octokit } from '@octokit/rest'
import type { Comparison, RunOutcome } from '../../core/artifacts/comparison.ts'
import type { Release } from '../../core/artifacts/release.ts'
import type { Model } from '../../core/config.ts'
import { gateId } from '../../core/gates/gate-id.ts'
import { overallOutcome } from '../../core/gates.ts'
import type { Repository } from '../../core/io/github/client.ts'
import { ledgerEvents } from '../../core/io/github/ledger-events.ts'
import type { MergedPull } from '../../core/io/github/merged-pulls.ts'
import { acceptedGates } from '../../core/release/accepted-gates.ts'
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
  const accepted = open ? await readAccepted(task) : new Map()
  const gates = comparison.gates.map(({ because, outcome, rule }) => {
    const id = gateId(model.name, rule)
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

/** Nobody can have accepted anything before the first of the pull requests was opened. */
async function readAccepted({ github, pulls }: Task) {
  const since = pulls.map(({ createdAt }) => createdAt).sort()[0]
  if (github === undefined || since === undefined) return acceptedGates([], [])
  return acceptedGates(await ledgerEvents(github.client, github.at, since), pulls)
}
