import { simpleUser } from '../people.ts'
import { ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import type { RefMove } from './moved.ts'

/** What happened to branches, newest first: pushes through the API and over HTTP. */
const happened = new WeakMap<World, readonly object[]>()

/** Remembers who moved branches of the repository itself. */
export function noteMoves(world: World, moves: readonly RefMove[], login: string): void {
  const none = '0'.repeat(40)
  const noted = moves
    .filter(({ ref }) => ref.startsWith('heads/'))
    .map(({ after, before, ref }) => {
      const id = world.nextId('activity')
      return {
        ...{ id, node_id: `A_${id}`, ref: `refs/${ref}`, timestamp: world.timestamp() },
        ...{ before: before ?? none, after: after ?? none, actor: simpleUser(world, login) },
        activity_type: before === null ? 'branch_creation' : after === null ? 'branch_deletion' : 'push',
      }
    })
  happened.set(world, [...noted.reverse(), ...(happened.get(world) ?? [])])
}

/** Who did what to which branch; one page of it. */
export function activityRoutes(world: World): Route[] {
  return [
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/activity',
      answer: async ({ query }) => {
        const ref = query.get('ref')
        const all = (happened.get(world) ?? []) as readonly { ref: string }[]
        const found = all.filter((one) => ref === null || one.ref === ref || one.ref === `refs/heads/${ref}`)
        return ok(found.slice(0, Math.min(100, Number(query.get('per_page') ?? 30))))
      },
    },
  ]
}
