/** Remembers the newest of what it was told, and forgets the rest. */
export function openSeen(most: number): { has: (key: string) => boolean; add: (key: string) => void } {
  const keys = new Set<string>()
  return {
    has: (key) => keys.has(key),
    add: (key) => {
      keys.delete(key)
      keys.add(key)
      if (keys.size > most) keys.delete(keys.values().next().value!)
    },
  }
}
