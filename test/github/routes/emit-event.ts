import { simpleUser } from '../people.ts'
import type { World } from '../world.ts'
import { lookUpRepository } from './look-up.ts'

/**
 * Tells the world of an event as GitHub would: with the repository and with who did it.
 *
 * @param own what is the event's own: `{ workflow_run, workflow }`
 * @param sender login
 */
export async function emitEvent(
  world: World,
  { action, name, own, sender }: { name: string; action?: string; own: object; sender: string },
): Promise<void> {
  const repository = await lookUpRepository(world, `${world.owner}/${world.repo}`)
  const payload = {
    ...(action !== undefined && { action }),
    ...own,
    repository,
    sender: simpleUser(world, sender),
  }
  world.emit({ name, ...(action !== undefined && { action }), payload })
}
