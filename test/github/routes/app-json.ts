import { simpleUser } from '../people.ts'
import type { World } from '../world.ts'
import { timestamp } from './timestamp.ts'

/** An App as GitHub shows it beside what it wrote. */
export function appJson(world: World, { id, slug }: { id: number; slug: string }) {
  const ours = id === world.app.id
  return {
    id,
    slug,
    node_id: `A_${id}`,
    client_id: `Iv1.${id}`,
    owner: simpleUser(world, world.owner),
    name: slug,
    description: null,
    external_url: `${world.url}/apps/${slug}`,
    html_url: `${world.url}/apps/${slug}`,
    created_at: timestamp(0),
    updated_at: timestamp(0),
    permissions: ours ? world.app.permissions : {},
    events: ours ? world.app.events : [],
  }
}
