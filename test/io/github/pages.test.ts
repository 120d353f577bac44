import assert from 'node:assert/strict'
import test from 'node:test'
import { githubClient } from '../../../core/io/github/client.ts'
import { openConversation } from '../../../core/io/github/open-conversation.ts'
import { markComment } from '../../../core/pull-request/comment-state.ts'
import { keepComment } from '../../../core/pull-request/keep-comment.ts'

const HEAD = 'a'.repeat(40)
const state = (run: number) => ({ v: 1, head: HEAD, run, attempt: 1, by: 'action' }) as const
const body = (run: number) => `${markComment(state(run))}\nRun ${run}`

/** A pull request with as many comments as nobody would write, without a server: pages as GitHub links them. */
function longConversation(comments: { author: string; body: string }[], viewer = 'acme-ci[bot]') {
  const requests: string[] = []
  const shown = (at: number) => {
    const { author, body } = comments[at]!
    const user = { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' }
    const created = new Date(Date.UTC(2026, 10, 1) + at * 60_000).toISOString()
    return { id: at + 1, user, body, created_at: created, html_url: `https://github.test/#${at + 1}` }
  }
  const serve: typeof fetch = async (input, init) => {
    const url = new URL(String(input))
    const method = init?.method ?? 'GET'
    requests.push(`${method} ${url.pathname.split('/').at(-1)}`)
    const sent = init?.body ? JSON.parse(String(init.body)) : undefined
    if (url.pathname === '/graphql') return Response.json({ data: { viewer: { login: viewer } } })
    if (method === 'POST') {
      comments.push({ author: 'github-actions[bot]', body: sent.body })
      return Response.json(shown(comments.length - 1), { status: 201 })
    }
    if (method === 'PATCH') {
      const at = Number(url.pathname.split('/').at(-1)) - 1
      comments[at] = { ...comments[at]!, body: sent.body }
      return Response.json(shown(at))
    }
    const page = Number(url.searchParams.get('page') ?? 1)
    const since = url.searchParams.get('since') ?? ''
    const all = comments.map((_, at) => shown(at)).filter(({ created_at }) => created_at >= since)
    const next = new URL(url)
    next.searchParams.set('page', String(page + 1))
    const link = page * 100 < all.length ? { link: `<${next}>; rel="next"` } : {}
    return Response.json(all.slice((page - 1) * 100, page * 100), { headers: link })
  }
  const place = { owner: 'acme', repo: 'models', token: 'ghs_x', number: 1 }
  const client = githubClient({ ...place, url: 'https://api.github.test', fetch: serve })
  return { keep: (run: number) => keepComment(openConversation(client, place), wanted(run), HEAD), requests }
}

const wanted = (run: number) => ({ body: body(run), state: state(run), create: true })
const chatter = (count: number) => Array.from({ length: count }, (_, at) => ({ author: 'ann', body: `Comment ${at}` }))
const ours = { author: 'github-actions[bot]', body: body(1) }

test('the first report of a pull request with 31 pages of comments looks at each page, and then only at the newest', async () => {
  const comments = chatter(3050)
  const { keep, requests } = longConversation(comments)
  assert.equal((await keep(1)).did, 'created')
  assert.equal(requests.filter((one) => one === 'GET comments').length, 32)
  assert.equal(requests.filter((one) => one.startsWith('POST')).length, 1)
})

test('a comment on the first of 31 pages is found in one request, on the last in 31; never is there a second', async () => {
  for (const [at, reads] of [
    [7, 1],
    [3049, 31],
  ] as const) {
    const comments = chatter(3050)
    comments[at] = ours
    const { keep, requests } = longConversation(comments)
    assert.equal((await keep(2)).did, 'updated')
    assert.equal(requests.filter((one) => one.startsWith('GET')).length, reads)
    assert.equal(comments.filter((one) => one.body.startsWith('<!-- contender')).length, 1)
  }
})

test('the token of another App finds the comment that it made, by asking who it is', async () => {
  const comments = [...chatter(3), { ...ours, author: 'acme-ci[bot]' }]
  const { keep, requests } = longConversation(comments)
  assert.equal((await keep(2)).did, 'updated')
  assert.deepEqual(requests, ['GET comments', 'POST graphql', 'PATCH 4'])
})

test('a comment of another bot that looks like ours is not ours', async () => {
  const comments = [{ ...ours, author: 'mirror[bot]' }]
  const { keep } = longConversation(comments)
  assert.equal((await keep(2)).did, 'created')
  assert.equal(comments[0]!.body, ours.body)
})
