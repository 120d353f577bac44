import { paged } from '../pages.ts'
import { type ApiCall, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { askEmulator } from './ask-emulator.ts'

const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}'

/** Issues are the emulator's, which does not know that every PR is one too. */
export function issueRoutes(world: World): readonly Route[] {
  const path = (number: number) => `/repos/${world.owner}/${world.repo}/pulls/${number}`
  const pullOf = ({ params }: ApiCall) => world.pulls.get(Number(params.issue_number))

  const read = async (call: ApiCall) => {
    const pull = pullOf(call)
    return pull === undefined ? world.forward(call) : ok(issueOfPull(await askEmulator(world, pull.number)))
  }
  const change = async (call: ApiCall) => {
    const pull = pullOf(call)
    if (pull === undefined) return world.forward(call)
    const { body, state, title } = call.body
    const known = {
      ...(body !== undefined && { body }),
      ...(state !== undefined && { state }),
      ...(title !== undefined && { title }),
    }
    const answer = await world.request('PATCH', path(pull.number), known, call.token!.value)
    return answer.status === 200 ? ok(issueOfPull(answer.body)) : answer
  }
  /** All of the emulator's, page by page; and PRs, which GitHub lists among them. */
  const list = async (call: ApiCall) => {
    const { query } = call
    const issues = []
    for (let page = 1; ; page++) {
      const all = new URLSearchParams(query)
      for (const [key, value] of Object.entries({ page, per_page: 100 })) all.set(key, String(value))
      const { body, status } = await world.forward({ ...call, query: all })
      if (status !== 200) return { status, body }
      issues.push(...body)
      if (body.length < 100) break
    }
    const pulls = await Promise.all([...world.pulls.keys()].map((number) => askEmulator(world, number)))
    const asked = (name: string, value: string) => [null, '', value].includes(query.get(name))
    const listed = pulls.map(issueOfPull).filter(({ state, updated_at, user }) => {
      const inState = query.get('state') === 'all' || (query.get('state') ?? 'open') === state
      return inState && asked('creator', user.login) && updated_at >= (query.get('since') ?? '')
    })
    const key = query.get('sort') === 'updated' ? 'updated_at' : 'created_at'
    const turn = query.get('direction') === 'asc' ? 1 : -1
    const sorted = [...issues, ...listed].sort((a, b) => turn * (a[key].localeCompare(b[key]) || a.number - b.number))
    return paged(world, call, sorted)
  }
  return [
    { method: 'GET', path: '/repos/{owner}/{repo}/issues', answer: list },
    { method: 'GET', path: ISSUE, answer: read },
    { method: 'PATCH', path: ISSUE, answer: change },
  ]
}

// biome-ignore lint/suspicious/noExplicitAny: a PR as the API shows it
function issueOfPull(pull: any) {
  const { assignee, assignees, body, closed_at, comments, comments_url, created_at, draft, id, labels, locked } = pull
  const { author_association, milestone, node_id, number, state, title, updated_at, user } = pull
  const { diff_url, html_url, issue_url, merged_at, patch_url, url } = pull
  return {
    ...{
      id,
      node_id,
      number,
      title,
      user,
      labels,
      state,
      locked,
      assignee,
      assignees,
      milestone,
      comments,
      draft,
      body,
    },
    ...{ author_association, created_at, updated_at, closed_at, comments_url, html_url },
    url: issue_url,
    repository_url: issue_url.replace(/\/issues\/\d+$/, ''),
    labels_url: `${issue_url}/labels{/name}`,
    events_url: `${issue_url}/events`,
    timeline_url: `${issue_url}/timeline`,
    active_lock_reason: null,
    state_reason: null,
    pull_request: { url, html_url, diff_url, patch_url, merged_at },
  }
}
