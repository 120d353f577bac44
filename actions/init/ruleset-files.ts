import { LEDGER_BRANCH } from '../../core/ledger/branch.ts'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import type { NewFile } from './write-new-files.ts'

/** Where rulesets are proposed; GitHub reads none by itself, a person imports them. */
export const RULESETS = '.github/rulesets'

type Rule =
  | { readonly type: 'creation' | 'deletion' | 'non_fast_forward' | 'update' }
  | {
      readonly type: 'required_status_checks'
      readonly parameters: {
        readonly strict_required_status_checks_policy: boolean
        readonly do_not_enforce_on_create: boolean
        readonly required_status_checks: readonly { readonly context: string; readonly integration_id: number }[]
      }
    }

/** A rule of GitHub's that some may pass by. */
interface BypassActor {
  readonly actor_id: number
  readonly actor_type: 'Integration' | 'RepositoryRole'
  readonly bypass_mode: 'always'
}

/** A ruleset as GitHub's settings import it and its REST API takes it. */
export interface Ruleset {
  readonly name: string
  readonly target: 'branch' | 'tag'
  readonly enforcement: 'active'
  readonly conditions: {
    readonly ref_name: { readonly include: readonly string[]; readonly exclude: readonly string[] }
  }
  readonly rules: readonly Rule[]
  readonly bypass_actors: readonly BypassActor[]
}

/** The App in whose name every workflow of a repository acts, those of any branch too. */
export const GITHUB_ACTIONS = 15368

/** The role `admin` of a repository, by GitHub's number. */
const ADMIN = 5

/** Tags of the registry: versions, stages, deprecated models. A star stops at a slash, and models may have some. */
const TAGS = ['*@v*', '*@deprecated*', '*#*'].flatMap((tag) => [`refs/tags/${tag}`, `refs/tags/**/${tag}`])

/**
 * Rulesets by which only one App makes, moves or deletes tags of the registry and writes the ledger, and by which
 * nobody at all takes anything back from the ledger; with the App also by which the default branch takes its checks, of
 * no other source.
 *
 * @param app the App's ID; undefined while there is none: administrators of the repository stand in for it
 * @returns files to write, from the top of the repository
 * @see https://docs.github.com/en/rest/repos/rules#create-a-repository-ruleset
 */
export function rulesetFiles(app: number | undefined): NewFile[] {
  const writer: BypassActor = {
    actor_id: app ?? ADMIN,
    actor_type: app === undefined ? 'RepositoryRole' : 'Integration',
    bypass_mode: 'always',
  }
  const ledger = [`refs/heads/${LEDGER_BRANCH}`]
  return [
    file('contender-registry', {
      name: 'Contender: who writes the registry',
      target: 'tag',
      ...rules(TAGS, ['creation', 'update', 'deletion'], [writer]),
    }),
    file('contender-ledger', {
      name: 'Contender: who writes the ledger',
      target: 'branch',
      ...rules(ledger, ['creation', 'update'], [writer]),
    }),
    file('contender-ledger-grows', {
      name: 'Contender: the ledger only grows',
      target: 'branch',
      ...rules(ledger, ['deletion', 'non_fast_forward'], []),
    }),
    ...(app === undefined ? [] : [file('contender-checks', checksOf(app))]),
  ]
}

/** Without the App there are no such checks: a branch that requires them would take nothing any more. */
function checksOf(app: number): Ruleset {
  return {
    name: 'Contender: what a merge needs',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [
      {
        type: 'required_status_checks',
        parameters: {
          strict_required_status_checks_policy: false,
          do_not_enforce_on_create: true,
          required_status_checks: Object.values(CHECKS).map((context) => ({ context, integration_id: app })),
        },
      },
    ],
    bypass_actors: [],
  }
}

function rules(
  include: readonly string[],
  types: readonly Exclude<Rule, { parameters: object }>['type'][],
  passing: readonly BypassActor[],
) {
  return {
    enforcement: 'active',
    conditions: { ref_name: { include, exclude: [] } },
    rules: types.map((type) => ({ type })),
    bypass_actors: passing,
  } as const
}

function file(name: string, ruleset: Ruleset): NewFile {
  return { path: `${RULESETS}/${name}.json`, text: `${JSON.stringify(ruleset, null, 2)}\n` }
}
