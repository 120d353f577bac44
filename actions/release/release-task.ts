import type { RunOutcome } from '../../core/artifacts/comparison.ts'
import type { MergedLine, ReadLine } from '../../core/io/github/merged-pulls.ts'
import type { Bump } from '../../core/ledger/registry/version.ts'
import type { Base } from '../compare/base.ts'
import { type OpenRegistry, rulesOf } from '../registry/open-registry.ts'
import type { Sources } from './place-model.ts'
import type { TouchingCommits } from './touching-commits.ts'

/** What releasing all models of a commit needs. */
export interface ReleaseTask extends Omit<Sources, 'pulls'> {
  /** How the branch came to the commit by the push. */
  readonly pushed: MergedLine
  /** Undefined where GitHub cannot be asked. */
  readonly readLine: ReadLine | undefined
  /** One for all models. */
  readonly touchingCommits: TouchingCommits
  /** The branch before the push; undefined where nothing was. */
  readonly base: Base | undefined
  /** As it was named. */
  readonly config: string
  readonly registry: OpenRegistry
  /** A step that a person asks for. */
  readonly bump: Bump | undefined
  /** A person named the model: it is released though its bytes are those of the version before. */
  readonly named: boolean
  readonly dryRun: boolean
}

/** What became of one model. */
export interface ReleasedModel {
  readonly model: string
  readonly outcome: RunOutcome
  /** `would`: only asked what would be done. `already`: it was all there. */
  readonly became: 'released' | 'would' | 'already' | 'skipped' | 'refused'
  readonly version: string | null
  readonly tag: string | null
  readonly stage: string | null
  readonly url: string | null
  /** A sentence for people, without its full stop. */
  readonly because: string
  /** The text of the release; '' where there is none. */
  readonly markdown: string
}

/** A model of which nothing was released. */
export function nothing(model: string, because: string): ReleasedModel {
  const none = { version: null, tag: null, stage: null, url: null, markdown: '' }
  return { model, outcome: 'pass', became: 'skipped', ...none, because }
}

/** Whose rules count: `main (1a2b3c4)`. */
export function rulesPlace({ commit, registry }: Pick<ReleaseTask, 'commit' | 'registry'>): string {
  return `${rulesOf(registry).branch.name} (${commit.slice(0, 7)})`
}
