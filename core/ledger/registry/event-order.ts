import type { Registry, RegistryEvent } from './registry.ts'
import { ACTIONS } from './tag-name.ts'

/** Of an event, in milliseconds. */
export function time({ tag }: Pick<RegistryEvent, 'tag'>): number {
  return tag.at.getTime()
}

function rank({ action }: RegistryEvent): number {
  return ACTIONS.indexOf(action)
}

/** By time; in one second by what was done. */
export function inOrder(events: readonly RegistryEvent[]): RegistryEvent[] {
  return events.toSorted((a, b) => time(a) - time(b) || rank(a) - rank(b))
}

/** What nothing else tells apart turns round too: each level of GTO's history does so. */
export function newestFirst(events: readonly RegistryEvent[]): RegistryEvent[] {
  return inOrder(events).reverse()
}

/**
 * What happened to all models, newest first.
 *
 * @see iterative/gto 1.10, `history` of gto/api.py
 */
export function historyOf(registry: Registry): RegistryEvent[] {
  return newestFirst([...registry.values()].flatMap(({ events }) => events))
}
