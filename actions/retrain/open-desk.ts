import type { Octokit } from '@octokit/rest'
import { UserError } from '../../core/errors.ts'
import { WORKFLOWS } from '../../core/io/github/app-of-commit.ts'
import { explainRequest, found, type Repository } from '../../core/io/github/client.ts'
import { newestHeads, pullAuthors } from '../../core/io/github/retraining-pulls.ts'
import { loginOf } from '../../core/io/github/write-as.ts'
import { once } from '../../core/once.ts'
import { type BranchPull, isOwnPull } from '../../core/retrain/own-pull.ts'
import type { Host } from '../action.ts'
import type { Project } from '../project.ts'
import { mustNotGovern } from './must-not-govern.ts'

/** What is known of GitHub, and of who we are there. */
export interface Desk {
  readonly client: Octokit
  readonly at: Repository
  readonly here: Project & { readonly commit: string }
  /** Of the repository, in GraphQL. */
  readonly id: string
  /** The default branch. */
  readonly branch: string
  /** Who writes with the token. */
  readonly login: string
  /** Whether one of ours opened it, for the model that its branch names. */
  readonly isOurs: (pull: BranchPull) => boolean
}

interface Opening extends Pick<Desk, 'at' | 'client' | 'here'> {
  /** With the token of the run, which reads who governs. */
  readonly reader: Octokit
  readonly host: Host
}

/**
 * Who we are at GitHub, and what we may there: each is asked once, and only when it is needed.
 *
 * @returns `desk` throws where this commit, or this account, may open no pull requests
 */
export function openDesk({ at, client, here, host, reader }: Opening): {
  readonly desk: () => Promise<Desk>
  readonly isOurs: () => Promise<Desk['isOurs']>
} {
  const who = once(() => loginOf(client, at, here.commit))
  const isOursBy = (login: string) => (pull: BranchPull) =>
    isOwnPull(pull, pullAuthors(login, here.config.models.find(({ name }) => name === pull.model)?.retrain))
  const desk = once(async (): Promise<Desk> => {
    const { data } = await client.rest.repos.get({ ...at }).catch((error: unknown) => {
      throw explainRequest(`${at.owner}/${at.repo}`, error, 'contents: write')
    })
    await mustBeOn(client, at, here.commit, data.default_branch)
    const login = await who()
    if (login === WORKFLOWS) host.warn(WAITS)
    await mustNotGovern({ client: reader, at }, login, await newestHeads(client, at, LOOKED_AT))
    return { client, at, here, id: data.node_id, branch: data.default_branch, login, isOurs: isOursBy(login) }
  })
  return { desk, isOurs: async () => isOursBy(await who()) }
}

/** So many of the newest pull requests are looked at for who governs. */
const LOOKED_AT = 3

const WAITS =
  'The token is that of the workflow: checks of a pull request that it opens wait until somebody approves their run, and the setting Settings → Actions → General → "Allow GitHub Actions to create and approve pull requests" has to allow it at all. A token of an App in CONTENDER_PULL_TOKEN needs neither'

/**
 * What a pull request of retraining changes is the model alone: from another branch it would propose all of that too.
 *
 * @throws {UserError} if the commit is not on the default branch
 */
async function mustBeOn(client: Octokit, at: Repository, commit: string, branch: string): Promise<void> {
  const asked = { ...at, basehead: `${commit}...${branch}`, per_page: 1 }
  const compared = await found(client.rest.repos.compareCommitsWithBasehead(asked))
  if (compared?.data.behind_by === 0) return
  throw new UserError(
    `Unexpected commit ${commit.slice(0, 7)}, expected one of ${branch}: a retraining is proposed from the default branch alone; start the workflow there, and push what is only here`,
  )
}
