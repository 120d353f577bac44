import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { ComparedPair } from '../../core/drift/pairs/compare-pair.ts'

/** Two columns, compared. */
interface ComparedApart {
  readonly pair: ComparedPair
  /** The columns again. */
  readonly reference: Float64Array
  readonly current: Float64Array
}

/** A thread that compares numbers. */
export interface Apart extends AsyncDisposable {
  /** As `comparePair`, one pair after the other. The thread takes the arrays away, without a copy: what it answers with holds them. */
  readonly compare: (reference: Float64Array, current: Float64Array) => Promise<ComparedApart>
}

/** Starts a thread that compares columns while this one reads the next. It ends with `await using`. */
export function compareApart(): Apart {
  const worker = new Worker(new URL('compare-worker.mjs', import.meta.url))
  const waiting: ((compared: ComparedApart) => void)[] = []
  worker.on('message', (compared: ComparedApart) => waiting.shift()!(compared))
  // Rejects with the error that ends the thread, too.
  const ended = once(worker, 'exit').then(() => {
    throw new Error('The thread that compares columns ended before it had answered')
  })
  ended.catch(() => undefined)
  return {
    compare(reference, current) {
      const answer = new Promise<ComparedApart>((resolve) => waiting.push(resolve))
      worker.postMessage({ reference, current }, [reference.buffer as ArrayBuffer, current.buffer as ArrayBuffer])
      return Promise.race([answer, ended])
    },
    [Symbol.asyncDispose]: async () => {
      await worker.terminate()
    },
  }
}
