import { CHECKS } from '../../core/pull-request/check-names.ts'
import { type CommentRefs, readCommentRefs } from '../../core/pull-request/comment-ref.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { ExistingCheck } from './read-checks.ts'
import type { PullFacts } from './read-facts.ts'

type Checks = ReadonlyMap<string, ExistingCheck>

/** Comments of the pull requests that the checks of a commit are of. */
export function refsIn(checks: Checks): CommentRefs {
  return readCommentRefs(checks.get(CHECKS.metrics)?.externalId ?? '')
}

/**
 * The other open pull requests with the same head. Its checks tell that there is none where they are of this pull
 * request alone; else all open ones are read, a hundred a request, for GitHub knows none of a fork by its commit.
 */
export async function othersAt(access: RepositoryAccess, pull: PullFacts, checks: Checks): Promise<readonly number[]> {
  const refs = refsIn(checks)
  const told = [...checks.values()].flatMap(({ pulls }) => pulls)
  const isAlone = refs.has(pull.number) && [...refs.keys(), ...told].every((number) => number === pull.number)
  return isAlone ? [] : listOthers(access, pull)
}

/** The same where a pull request is closed: only others that its checks are of can have had it beside them. */
export async function leftBehind(
  access: RepositoryAccess,
  pull: PullFacts,
  checks: Checks,
): Promise<readonly number[]> {
  return [...refsIn(checks).keys()].some((number) => number !== pull.number) ? listOthers(access, pull) : []
}

async function listOthers({ at, client }: RepositoryAccess, { head, number }: PullFacts): Promise<readonly number[]> {
  const open = await client.paginate(client.rest.pulls.list, { ...at, state: 'open', per_page: 100 })
  return open.filter((other) => other.head.sha === head && other.number !== number).map((other) => other.number)
}
