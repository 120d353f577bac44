/** What can never change at GitHub, kept for a while: files at a commit, reports by the digest of their artifact. */
export interface Cache {
  /**
   * What is kept under a key, else what `make` gives; a failure is not kept, and who asks while it is made waits
   * for the same.
   *
   * @param size of what was made, in bytes; a kilobyte where nobody says
   */
  readonly get: <T>(key: string, make: () => Promise<T>, size?: (made: T) => number) => Promise<T>
}

interface Kept {
  readonly value: Promise<unknown>
  bytes: number
}

/** A cache that forgets what was not asked for longest, once it holds too many things or too much. */
export function openCache({ entries = 2000, bytes = 64e6 } = {}): Cache & { readonly size: () => number } {
  const kept = new Map<string, Kept>()
  let held = 0

  const forget = (key: string) => {
    held -= kept.get(key)?.bytes ?? 0
    kept.delete(key)
  }
  const shrink = () => {
    for (const key of kept.keys()) {
      if (kept.size <= entries && held <= bytes) return
      forget(key)
    }
  }
  const get = <T>(key: string, make: () => Promise<T>, size: (made: T) => number = () => 1024): Promise<T> => {
    const found = kept.get(key)
    if (found !== undefined) {
      // A map keeps the order in which keys came: the first one is that which nobody asked for longest.
      kept.delete(key)
      kept.set(key, found)
      return found.value as Promise<T>
    }
    const value = Promise.resolve().then(make)
    const entry: Kept = { value, bytes: 0 }
    kept.set(key, entry)
    value.then(
      (made) => {
        if (kept.get(key) !== entry) return
        entry.bytes = size(made)
        held += entry.bytes
        shrink()
      },
      () => kept.get(key) === entry && forget(key),
    )
    shrink()
    return value
  }
  return { get, size: () => kept.size }
}

/** The part of a cache that is one repository's: what may be read in one must not be found from another. */
export function cacheOf(cache: Cache, owner: string): Cache {
  return { get: (key, make, size) => cache.get(`${owner} ${key}`, make, size) }
}
