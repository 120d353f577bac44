/** Asks once for each key; whoever asks again has the same answer. */
export function onceEach<Key, T>(ask: (key: Key) => Promise<T>): (key: Key) => Promise<T> {
  const asked = new Map<Key, Promise<T>>()
  return (key) => {
    const found = asked.get(key) ?? ask(key)
    asked.set(key, found)
    return found
  }
}
