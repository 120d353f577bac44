import { type ApiCall, no, ok, type Route } from '../route.ts'
import type { World } from '../world.ts'
import type { Deliveries, StoredDelivery } from './deliveries.ts'
import { timestamp } from './timestamp.ts'

const DELIVERIES = '/app/hook/deliveries'

/** The App's own view of its deliveries: what failed can be found here and asked for again. */
export function hookDeliveryRoutes(world: World, deliveries: Deliveries): readonly Route[] {
  const find = ({ params }: ApiCall) => deliveries.made().find(({ id }) => id === Number(params.delivery_id))

  const list = async ({ query }: ApiCall) => {
    const size = Math.min(Number(query.get('per_page') ?? 30), 100)
    const before = Number(query.get('cursor') ?? Number.POSITIVE_INFINITY)
    const status = query.get('status')
    const found = deliveries
      .made()
      .filter(({ id }) => id < before)
      .filter(({ statusCode }) => status === null || (status === 'success') === statusCode < 400)
    const shown = found.slice(0, size)
    const next = new URLSearchParams(query)
    next.set('cursor', String(shown.at(-1)?.id))
    const link = `<${world.url}${DELIVERIES}?${next}>; rel="next"`
    return { status: 200, headers: found.length > size ? { link } : {}, body: shown.map(itemJson) }
  }

  return [
    { method: 'GET', path: DELIVERIES, answer: list },
    {
      method: 'GET',
      path: `${DELIVERIES}/{delivery_id}`,
      answer: async (call) => {
        const delivery = find(call)
        return delivery === undefined ? no(404, 'Not Found') : ok(deliveryJson(delivery))
      },
    },
    {
      method: 'POST',
      path: `${DELIVERIES}/{delivery_id}/attempts`,
      answer: async (call) => {
        const delivery = find(call)
        if (delivery === undefined) return no(404, 'Not Found')
        deliveries.redeliver(delivery)
        return ok({}, 202)
      },
    },
  ]
}

function itemJson({ at, id, message, redelivery, status, statusCode }: StoredDelivery) {
  const { installation, repository } = message.payload as Record<string, { id: number } | undefined>
  return {
    id,
    guid: message.guid,
    delivered_at: timestamp(at),
    redelivery,
    duration: 0,
    status,
    status_code: statusCode,
    event: message.name,
    action: message.action ?? null,
    installation_id: installation?.id ?? null,
    repository_id: repository?.id ?? null,
    throttled_at: null,
  }
}

function deliveryJson(delivery: StoredDelivery) {
  const { headers, message, response, url } = delivery
  return {
    ...itemJson(delivery),
    url,
    request: { headers, payload: message.payload },
    response: response ?? { headers: null, payload: null },
  }
}
