import { commitAt, placeOfCall } from '../git/place.ts'
import { paged } from '../pages.ts'
import { simpleUser } from '../people.ts'
import { type ApiCall, invalid, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import { emitEvent } from './emit-event.ts'
import { lookUpRepository } from './look-up.ts'

const COMMIT = '/repos/{owner}/{repo}/commits/{ref}'

interface StoredStatus {
  readonly id: number
  readonly sha: string
  readonly state: 'error' | 'failure' | 'pending' | 'success'
  readonly context: string
  readonly description: string | null
  readonly target_url: string | null
  readonly at: string
  readonly login: string
}

/** Statuses of commits, each the newest of its context. */
export function statusRoutes(world: World): readonly Route[] {
  const statuses: StoredStatus[] = []
  const json = ({ at, login, sha, ...status }: StoredStatus) => {
    const creator = simpleUser(world, login)
    const url = `${world.url}/repos/${world.owner}/${world.repo}/statuses/${sha}`
    const node_id = `SC_${status.id}`
    return { ...status, url, avatar_url: creator.avatar_url, node_id, created_at: at, updated_at: at, creator }
  }
  const find = async (call: ApiCall) => {
    const sha = await commitAt(world, placeOfCall(world, call), call.params.ref!)
    return { sha, found: statuses.filter((status) => status.sha === sha).reverse() }
  }

  const create = async (call: ApiCall) => {
    const { context = 'default', description = null, state, target_url = null } = call.body
    if (description?.length > 140) return invalid('Status', 'description', 'invalid')
    const sha = await commitAt(world, placeOfCall(world, call), call.params.sha!)
    if (sha === undefined) return no(422, `No commit found for SHA: ${call.params.sha}`)
    const login = call.token!.login
    const id = world.nextId('status')
    const status = { id, sha, state, context, description, target_url, at: world.timestamp(), login }
    statuses.push(status)
    await emitEvent(world, { name: 'status', own: { id, sha, state, context, description, target_url }, sender: login })
    return ok(json(status), 201)
  }

  const combined = async (call: ApiCall) => {
    const { found, sha } = await find(call)
    if (sha === undefined) return no(404, 'Not Found')
    const newest = found.filter(({ context }, at) => found.findIndex((other) => other.context === context) === at)
    const states = new Set(newest.map(({ state }) => state))
    const bad = states.has('failure') || states.has('error')
    const repository = await lookUpRepository(world, `${world.owner}/${world.repo}`)
    return paged(world, call, newest, (shown) => ({
      state: bad ? 'failure' : states.size === 1 && states.has('success') ? 'success' : 'pending',
      statuses: shown.map(json),
      sha,
      total_count: newest.length,
      repository,
      commit_url: `${repository.url}/commits/${sha}`,
      url: `${repository.url}/commits/${sha}/status`,
    }))
  }

  const list = async (call: ApiCall) => {
    const { found, sha } = await find(call)
    return sha === undefined ? no(404, 'Not Found') : paged(world, call, found, (shown) => shown.map(json))
  }

  return [
    { method: 'POST', path: '/repos/{owner}/{repo}/statuses/{sha}', answer: create },
    { method: 'GET', path: `${COMMIT}/status`, answer: combined },
    { method: 'GET', path: `${COMMIT}/statuses`, answer: list },
  ]
}
