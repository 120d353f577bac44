import { commitAt, placeOfCall } from '../git/place.ts'
import { paged } from '../pages.ts'
import { type ApiAnswer, type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { checkJson, suiteJson } from './check-json.ts'
import type { CheckStore, StoredCheck, StoredSuite } from './check-store.ts'

const REPO = '/repos/{owner}/{repo}'
const missing = no(404, 'Not Found')

/** Check runs and suites: made by Apps alone, each App's its own. */
export function checkRoutes(world: World, store: CheckStore): readonly Route[] {
  const create = async ({ body, token }: ApiCall) => {
    if (!token?.app) return no(403, 'You must authenticate via a GitHub App.')
    const commit = await world.git.yes('cat-file', '-e', `${body.head_sha}^{commit}`)
    if (!commit) return no(422, `No commit found for SHA: ${body.head_sha}`)
    return ok(await checkJson(world, store.add(token.app, body.head_sha, body)), 201)
  }
  const ofCheck =
    (answer: (check: StoredCheck, call: ApiCall) => ApiAnswer | Promise<ApiAnswer>) => async (call: ApiCall) => {
      const check = store.get(Number(call.params.check_run_id))
      return check === undefined ? missing : answer(check, call)
    }
  const ofSuite =
    (answer: (suite: StoredSuite, call: ApiCall) => ApiAnswer | Promise<ApiAnswer>) => async (call: ApiCall) => {
      const suite = store.suite(Number(call.params.check_suite_id))
      return suite === undefined ? missing : answer(suite, call)
    }
  const change = ofCheck(async (check, { body, token }) => {
    if (!token?.app) return no(403, 'You must authenticate via a GitHub App.')
    if (token.app.id !== check.app.id) {
      const only = 'check run can only be modified by the GitHub App that created it.'
      return no(403, `Invalid app_id \`${token.app.id}\` - ${only}`)
    }
    return ok(await checkJson(world, store.change(check, body)))
  })
  const list = async (call: ApiCall, checks: readonly StoredCheck[]) => {
    const found = matching(checks, call.query).toSorted((a, b) => b.id - a.id)
    const json = await Promise.all(found.map((check) => checkJson(world, check)))
    return paged(world, call, json, (check_runs) => ({ total_count: json.length, check_runs }))
  }
  const ofSuiteId = (id: number) => store.all().filter(({ suite }) => suite.id === id)
  const suites = async (call: ApiCall) => {
    const sha = await commitAt(world, placeOfCall(world, call), call.params.ref!)
    const found = sha === undefined ? [] : store.suitesOf(sha)
    const json = await Promise.all(found.map((suite) => suiteJson(world, suite, ofSuiteId(suite.id))))
    return paged(world, call, json, (check_suites) => ({ total_count: json.length, check_suites }))
  }
  const route = (method: Route['method'], path: string, answer: Route['answer']): Route => ({
    method,
    path: REPO + path,
    answer,
  })

  return [
    route('POST', '/check-runs', create),
    route(
      'GET',
      '/check-runs/{check_run_id}',
      ofCheck(async (check) => ok(await checkJson(world, check))),
    ),
    route('PATCH', '/check-runs/{check_run_id}', change),
    route(
      'GET',
      '/check-runs/{check_run_id}/annotations',
      ofCheck((check, call) => annotations(world, check, call)),
    ),
    route(
      'POST',
      '/check-runs/{check_run_id}/rerequest',
      ofCheck(() => ok({}, 201)),
    ),
    route('GET', '/commits/{ref}/check-runs', async (call) => {
      const sha = await commitAt(world, placeOfCall(world, call), call.params.ref!)
      return sha === undefined ? no(422, `No commit found for SHA: ${call.params.ref}`) : list(call, ofSha(store, sha))
    }),
    route('GET', '/commits/{ref}/check-suites', suites),
    route(
      'GET',
      '/check-suites/{check_suite_id}',
      ofSuite(async (suite) => ok(await suiteJson(world, suite, ofSuiteId(suite.id)))),
    ),
    route(
      'GET',
      '/check-suites/{check_suite_id}/check-runs',
      ofSuite((suite, call) => list(call, ofSuiteId(suite.id))),
    ),
    route(
      'POST',
      '/check-suites/{check_suite_id}/rerequest',
      ofSuite(() => ok({}, 201)),
    ),
  ]
}

function ofSha(store: CheckStore, sha: string): StoredCheck[] {
  return store.all().filter(({ suite }) => suite.headSha === sha)
}

function matching(checks: readonly StoredCheck[], query: URLSearchParams): StoredCheck[] {
  const asked = (name: string, value: unknown) => !query.has(name) || query.get(name) === String(value)
  const newest = (check: StoredCheck) =>
    !checks.some(({ app, id, name }) => name === check.name && app.id === check.app.id && id > check.id)
  return checks.filter(
    (check) =>
      asked('check_name', check.name) &&
      asked('status', check.status) &&
      asked('app_id', check.app.id) &&
      (query.get('filter') === 'all' || newest(check)),
  )
}

function annotations(world: World, check: StoredCheck, call: ApiCall): ApiAnswer {
  return paged(world, call, check.annotations, (shown) =>
    shown.map(({ end_column = null, raw_details = null, start_column = null, title = null, ...annotation }) => ({
      ...annotation,
      ...{ end_column, raw_details, start_column, title },
      blob_href: `${world.url}/${world.owner}/${world.repo}/blob/${check.suite.headSha}/${annotation.path}`,
    })),
  )
}
