/** The thread of `compareApart`: answers each pair of columns in its turn. */
import { parentPort } from 'node:worker_threads'
import { comparePair } from '../../core/drift/pairs/compare-pair.ts'

parentPort!.on('message', ({ reference, current }: { reference: Float64Array; current: Float64Array }) => {
  parentPort!.postMessage(comparePair(reference, current))
})
