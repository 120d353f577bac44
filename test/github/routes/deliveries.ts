import type { Fault, World, WorldEvent } from '../world.ts'
import { type Chaos, chaosOf, errorsOf, type Fate } from './chaos.ts'
import { type Delivered, failDelivery, type Message, sendDelivery } from './send-delivery.ts'

/** One attempt to deliver a message, as GitHub remembers it for three days. */
export interface StoredDelivery extends Delivered {
  readonly id: number
  readonly at: number
  readonly redelivery: boolean
  readonly url: string
  readonly message: Message
}

export type Deliveries = ReturnType<typeof deliveries>

interface Held {
  readonly url: string
  readonly message: Message
  /** Goes out once this many were sent. */
  readonly after: number
  /** Goes out once the clock is there. */
  readonly due: number
}

const THREE_DAYS = 3 * 86_400_000

/**
 * Webhooks of the App: every event of the world is sent to each address that listens, in the background and with
 * no promise of order, as at GitHub. Chaos is drawn where one is set.
 */
export function deliveries(world: World) {
  const made: StoredDelivery[] = []
  const underWay = new Set<Promise<void>>()
  let urls: readonly string[] = []
  let held: Held[] = []
  let started = 0
  let fate = chaosOf({ seed: 0 })
  let errors: readonly Fault[] = []
  const met = { duplicated: 0, reordered: 0, dropped: 0 }

  const keep = (url: string, message: Message, redelivery: boolean, delivered: Delivered) => {
    made.push({ ...delivered, id: world.nextId('delivery'), at: world.now(), redelivery, url, message })
  }
  const start = (url: string, message: Message, redelivery = false) => {
    started++
    const sending: Promise<void> = sendDelivery(url, world.app, message).then((delivered) => {
      keep(url, message, redelivery, delivered)
      underWay.delete(sending)
    })
    underWay.add(sending)
  }
  const release = (may: (waiting: Held) => boolean) => {
    const ready = held.filter(may)
    held = held.filter((waiting) => !may(waiting))
    for (const { message, url } of ready) start(url, message)
  }
  const send = (url: string, message: Message, { behind, copies, delay, dropped }: Fate) => {
    if (dropped) return keep(url, message, false, failDelivery(world.app, message))
    for (let copy = 0; copy < copies; copy++) {
      if (behind > 0 || delay > 0) held.push({ url, message, after: started + behind, due: world.now() + delay })
      else start(url, message)
    }
    release(({ after, due }) => after < started && due <= world.now())
  }

  world.listeners.push(({ action, name, payload }: WorldEvent) => {
    if (!world.app.events.includes(name)) return
    const guid = `00000000-0000-4000-8000-${String(world.nextId('guid')).padStart(12, '0')}`
    const installation = { id: world.app.installationId, node_id: `I_${world.app.installationId}` }
    const message = { guid, name, ...(action !== undefined && { action }), payload: { ...payload, installation } }
    const drawn = fate()
    if (drawn.lost) return
    if (drawn.dropped) met.dropped += 1
    else {
      if (drawn.copies > 1) met.duplicated += 1
      if (drawn.behind > 0) met.reordered += 1
    }
    for (const url of urls) send(url, message, drawn)
  })

  return {
    /** Where deliveries go from now on: an App's address, or those of several that all get everything. */
    listen: (...addresses: readonly string[]) => {
      urls = addresses
    },
    /** From now on, and in the place of what was set before; `{ seed: 0 }` is calm. */
    setChaos: (chaos: Chaos) => {
      fate = chaosOf(chaos)
      for (const error of errors) world.faults.splice(world.faults.indexOf(error), 1)
      errors = errorsOf(chaos)
      world.faults.push(...errors)
    },
    /** How many events came twice, late or not at all. */
    met: () => ({ ...met }),
    /** Newest first; what is older than three days is forgotten. */
    made: () => made.filter(({ at }) => at > world.now() - THREE_DAYS).reverse(),
    redeliver: ({ message, url }: StoredDelivery) => start(url, message, true),
    /** Waits for what is on the wire; what is held back stays so. */
    flush: async () => {
      await Promise.all(underWay)
    },
    /** Sends nothing more, and waits for what is under way. */
    stop: async () => {
      urls = []
      held = []
      await Promise.all(underWay)
    },
    /** Sends what is held back and due, and waits until nothing is under way, nor came of what was. */
    settle: async () => {
      do {
        release(({ due }) => due <= world.now())
        await Promise.all(underWay)
      } while (underWay.size > 0 || held.some(({ due }) => due <= world.now()))
    },
  }
}
