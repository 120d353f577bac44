import { commitAt, placeOf } from '../git/place.ts'
import { paged } from '../pages.ts'
import { type ApiAnswer, type ApiCall, invalid, no, ok, type Route } from '../route.ts'
import type { Pull, World } from '../world.ts'
import { mergeRoute } from './merge.ts'
import { mendPull, pullCommits, pullFiles } from './show.ts'
import { emitPull, syncPulls } from './sync.ts'

const PULLS = '/repos/{owner}/{repo}/pulls'
const PULL = `${PULLS}/{pull_number}`

/** Pull requests: the emulator's, with heads, bases, merges, files and commits from the one bare repository. */
export function pullRoutes(world: World): Route[] {
  const { owner, repo } = world
  const known = async (call: ApiCall, answer: (pull: Pull) => Promise<ApiAnswer>) => {
    const pull = world.pulls.get(Number(call.params.pull_number))
    if (pull === undefined) return no(404, 'Not Found')
    await syncPulls(world, 'ann', pull)
    return answer(pull)
  }

  /** One after the other: of two that are opened at once from one branch, GitHub lets one. */
  let opening: Promise<unknown> = Promise.resolve()
  function open(call: ApiCall): Promise<ApiAnswer> {
    const opened = opening.then(() => openNow(call))
    opening = opened.catch(() => undefined)
    return opened
  }

  async function openNow(call: ApiCall): Promise<ApiAnswer> {
    const { base, head } = call.body as { base: string; head: string }
    const [login, branch] = head.includes(':') ? head.split(':', 2) : [owner, head]
    const headRepo = `${login}/${repo}`
    const headSha = await commitAt(world, placeOf(world, headRepo), `heads/${branch}`)
    const baseSha = await commitAt(world, placeOf(world), `heads/${base}`)
    if (headSha === undefined) return invalid('PullRequest', 'head', 'invalid')
    if (baseSha === undefined) return invalid('PullRequest', 'base', 'invalid')
    const same = [...world.pulls.values()].some(
      (one) => one.state === 'open' && one.headRepo === headRepo && one.headRef === branch && one.baseRef === base,
    )
    if (same) return custom(`A pull request already exists for ${login}:${branch}.`)
    if (await world.git.yes('merge-base', '--is-ancestor', headSha, baseSha))
      return custom(`No commits between ${base} and ${head}`)
    const answer = await world.forward(call)
    if (answer.status !== 201) return answer
    const { number } = answer.body
    const author = call.token!.login
    const branches = { headRepo, headRef: branch!, headSha: '', baseRef: base, baseSha, mergedWith: '', mergeSha: null }
    world.pulls.set(number, { number, author, ...branches, state: 'open', merged: false })
    await syncPulls(world, author)
    const body = await mendPull(world, answer.body, true)
    emitPull(world, 'opened', body, author)
    return { ...answer, body }
  }

  const edit = (call: ApiCall) =>
    known(call, async (pull) => {
      const answer = await world.forward(call)
      if (answer.status !== 200) return answer
      const before = pull.state
      const { base, state = before } = call.body as { base?: string; state?: 'open' | 'closed' }
      pull.state = state
      if (base !== undefined) Object.assign(pull, { baseRef: base, mergedWith: '' })
      await syncPulls(world, pull.author)
      const body = await mendPull(world, answer.body, true)
      const action = state === before ? 'edited' : state === 'closed' ? 'closed' : 'reopened'
      emitPull(world, action, body, call.token!.login)
      return ok(body)
    })

  async function list(call: ApiCall): Promise<ApiAnswer> {
    await syncPulls(world, 'ann')
    const answer = await world.forward(call)
    if (answer.status !== 200) return answer
    // One that is being opened right now has no head yet: nobody is shown it.
    const opened = answer.body.filter(({ number }: { number: number }) => world.pulls.get(number)?.headSha)
    return { ...answer, body: await Promise.all(opened.map((one: object) => mendPull(world, one))) }
  }

  const read = (call: ApiCall) =>
    known(call, async () => {
      const answer = await world.forward(call)
      return answer.status === 200 ? { ...answer, body: await mendPull(world, answer.body, true) } : answer
    })

  async function ofCommit(call: ApiCall): Promise<ApiAnswer> {
    const sha = call.params.commit_sha!
    const found = []
    for (const pull of world.pulls.values()) {
      const shas = (await pullCommits(world, pull)).map((commit) => commit.sha)
      if (!shas.includes(sha) && pull.mergeSha !== sha) continue
      const { body } = await world.request('GET', `/repos/${owner}/${repo}/pulls/${pull.number}`)
      found.push(body)
    }
    return paged(world, call, found)
  }

  return [
    { method: 'POST', path: PULLS, answer: open },
    { method: 'GET', path: PULLS, answer: list },
    { method: 'GET', path: PULL, answer: read },
    { method: 'PATCH', path: PULL, answer: edit },
    {
      method: 'GET',
      path: `${PULL}/files`,
      answer: (call) => known(call, async (pull) => paged(world, call, (await pullFiles(world, pull)).slice(0, 3000))),
    },
    {
      method: 'GET',
      path: `${PULL}/commits`,
      answer: (call) => known(call, async (pull) => paged(world, call, (await pullCommits(world, pull)).slice(0, 250))),
    },
    { method: 'GET', path: '/repos/{owner}/{repo}/commits/{commit_sha}/pulls', answer: ofCommit },
    mergeRoute(world),
  ]
}

const custom = (message: string) =>
  no(422, 'Validation Failed', { errors: [{ resource: 'PullRequest', code: 'custom', message }] })
