/** Computes on the first call, and gives the same again on every later one. */
export function once<T>(compute: () => T): () => T {
  let result: { value: T } | undefined
  return () => {
    result ??= { value: compute() }
    return result.value
  }
}

/** The same for each key apart: whoever asks again has the same answer. */
export function onceEach<Key, T extends {}>(ask: (key: Key) => T): (key: Key) => T {
  const asked = new Map<Key, T>()
  return (key) => {
    const found = asked.get(key) ?? ask(key)
    asked.set(key, found)
    return found
  }
}
