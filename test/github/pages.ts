import type { ApiAnswer, ApiCall } from './route.ts'
import type { World } from './world.ts'

/** The page that a call asks for, from 1, and how many it wants on one: 30, and never over 100. */
export function pageOf({ query }: ApiCall): { page: number; size: number } {
  const size = Number(query.get('per_page') ?? 30)
  return { page: Math.max(1, Number(query.get('page') ?? 1)), size: Math.min(100, Math.max(1, size)) }
}

/**
 * One page of a list, with links to the others as GitHub gives them.
 *
 * @param wrap where the list stands in an object: `{ total_count, artifacts: [] }`
 */
export function paged<Item>(
  world: Pick<World, 'url'>,
  call: ApiCall,
  items: readonly Item[],
  wrap: (items: readonly Item[]) => unknown = (part) => part,
): ApiAnswer {
  const { page, size } = pageOf(call)
  const headers = linkHeader(world, call, items.length)
  return { status: 200, body: wrap(items.slice((page - 1) * size, page * size)), ...(headers && { headers }) }
}

/** The `Link` header of a page; undefined where everything is on one. */
export function linkHeader({ url }: Pick<World, 'url'>, call: ApiCall, total: number) {
  const { page, size } = pageOf(call)
  const last = Math.max(1, Math.ceil(total / size))
  const to = (target: number, rel: string) => {
    const query = new URLSearchParams(call.query)
    query.set('page', String(target))
    return `<${url}${call.path}?${query}>; rel="${rel}"`
  }
  const links = [
    ...(page > 1 ? [to(1, 'first'), to(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
  ]
  return links.length === 0 ? undefined : { link: links.join(', ') }
}
