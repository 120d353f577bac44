import { parentPort, workerData } from 'node:worker_threads'
import { DRIFT_STUDIES } from './drift-studies.ts'

// One study on a thread of its own.
const { at, quick } = workerData as { at: number; quick: boolean }
parentPort!.postMessage(DRIFT_STUDIES[at]!.run(quick))
