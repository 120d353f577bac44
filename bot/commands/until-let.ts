import { isLimited } from '../../core/io/github/waiting-fetch.ts'

const TRIES = 3

/** Repeats a write that may safely be done twice where GitHub made it wait: the client has kept the wait already. */
export async function untilLet<T>(write: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await write()
    } catch (error) {
      if (left === 0 || !isLimited(error)) throw error
    }
  }
}
