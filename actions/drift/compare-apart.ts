import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ComparedPair } from '../../core/drift/pairs/compare-pair.ts'

/** A thread that compares numbers. */
export interface Apart extends AsyncDisposable {
  /** As `comparePair`, one pair after the other. Of numbers in memory that threads share no copy is made: they stay as they are until it has answered. */
  readonly compare: (reference: Float64Array, current: Float64Array) => Promise<ComparedPair>
}

/** Starts a thread that compares columns while this one reads the next. It ends with `await using`. */
export function compareApart(): Apart {
  const worker = new Worker(new URL('compare-worker.mjs', import.meta.url))
  const waiting: ((compared: ComparedPair) => void)[] = []
  worker.on('message', (compared: ComparedPair) => waiting.shift()!(compared))
  // Rejects with the error that ends the thread, too.
  const ended = once(worker, 'exit').then(() => {
    throw new Error('The thread that compares columns ended before it had answered')
  })
  ended.catch(() => undefined)
  return {
    compare(reference, current) {
      const answer = new Promise<ComparedPair>((resolve) => waiting.push(resolve))
      worker.postMessage({ reference, current })
      return Promise.race([answer, ended])
    },
    [Symbol.asyncDispose]: async () => {
      await worker.terminate()
    },
  }
}
