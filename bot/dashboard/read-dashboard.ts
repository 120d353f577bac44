import { type Config, parseConfig } from '../../core/config.ts'
import type { Dashboard } from '../../core/dashboard/dashboard.ts'
import { describeModels } from '../../core/dashboard/describe-models.ts'
import { UserError } from '../../core/errors.ts'
import { eachOf } from '../../core/io/each-of.ts'
import { fileAt } from '../../core/io/github/file-at.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import { retrainedModel } from '../../core/pull-request/retrained-model.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { readDrift } from './read-drift.ts'
import { readTags } from './read-tags.ts'

/** Open pull requests that are listed, a hundred a read; and those whose check is read, the newest changed first. */
const MOST_PAGES = 3
const MOST_CHECKS = 50

/** Of the registry: it has thousands where there are hundreds of models, and an hour has 5,000 requests. */
const MOST_TAGS = 500

/** GitHub asks for few requests at once. */
const AT_ONCE = 8

/**
 * What the dashboard shows; undefined where the default branch has no contender.yml, or more has to be read first than is
 * read at one time.
 *
 * Reads: 2, then 1 for the names of all tags and 1 for each tag of the registry that was not read before, 500 at most;
 * at most 3 for open pull requests and at most 50 for their checks; where a model is watched 1 for what was found, and
 * at first, or after more than a hundred windows, 1 for each of these models, 100 at most.
 */
export async function readDashboard(access: RepositoryAccess, mostTags = MOST_TAGS): Promise<Dashboard | undefined> {
  const { at, client, now } = access
  const { default_branch: branch } = (await client.rest.repos.get({ ...at })).data
  const text = await fileAt(client, at, branch, 'contender.yml')
  if (text === undefined) {
    access.onDrift?.([])
    return undefined
  }
  const config = read(text)
  if (typeof config === 'string')
    return { stages: [], models: [], due: [], ...(await readPulls(access, [])), broken: config }
  const tags = await readTags(access, mostTags)
  if (tags === undefined) return undefined
  const pulls = await readPulls(access, config.models)
  const watched = config.models.flatMap(({ drift, name }) => (drift === undefined ? [] : [name]))
  const drift = await readDrift(access, watched)
  if (drift === undefined) return undefined
  access.onDrift?.([...drift.values()].flatMap((windows) => windows.at(-1)!))
  return { ...describeModels(config, { registry: readRegistry(tags), drift }, now()), ...pulls, broken: undefined }
}

/** @returns why it cannot be read, where it cannot */
function read(text: string): Config | string {
  try {
    return parseConfig(text, 'contender.yml')
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

async function readPulls(
  access: RepositoryAccess,
  models: Config['models'],
): Promise<Pick<Dashboard, 'retraining' | 'unsigned' | 'more'>> {
  const { app, at } = access
  const { isMore, pulls } = await openPulls(access)
  const retraining = pulls.flatMap(({ head, number, title, user }) => {
    const opened = { author: user?.login, headBranch: head.ref, headRepository: head.repo?.full_name }
    const model = retrainedModel(opened, { login: app.login, repository: `${at.owner}/${at.repo}`, models })
    return model === undefined ? [] : [{ model, pull: { number, title } }]
  })
  const unsigned = await eachOf(pulls.slice(0, MOST_CHECKS), AT_ONCE, async ({ head, number, title }) => {
    const missing = await missingAt(access, head.sha)
    return missing === undefined ? [] : [{ pull: { number, title }, missing }]
  })
  return {
    retraining: retraining.sort((a, b) => a.pull.number - b.pull.number),
    unsigned: unsigned.flat().sort((a, b) => a.pull.number - b.pull.number),
    more: isMore || pulls.length > MOST_CHECKS,
  }
}

async function openPulls({ at, client }: RepositoryAccess) {
  const list = { ...at, state: 'open', sort: 'updated', direction: 'desc', per_page: 100 } as const
  const pulls = []
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data } = await client.rest.pulls.list({ ...list, page })
    pulls.push(...data)
    if (data.length < list.per_page) return { pulls, isMore: false }
  }
  return { pulls, isMore: true }
}

/** What the governance check of a head misses, in its own words; undefined where it asks for nobody. */
async function missingAt({ app, at, client }: RepositoryAccess, head: string): Promise<string | undefined> {
  const list = { ...at, ref: head, check_name: CHECKS.governance, app_id: app.id, per_page: 1 }
  const [check] = (await client.rest.checks.listForRef(list)).data.check_runs
  if (check?.conclusion !== 'action_required') return undefined
  return check.output.title ?? 'a sign-off is missing'
}
