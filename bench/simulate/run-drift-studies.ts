import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { DRIFT_STUDIES, type Outcome } from './drift-studies.ts'

/** Every study, one a core at a time. What they find does not depend on how many run at once: each has seeds of its own. */
export async function runStudies(quick: boolean): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const left = DRIFT_STUDIES.keys()
  const work = async () => {
    for (const at of left) {
      console.log(`drift: ${DRIFT_STUDIES[at]!.name}`)
      const worker = new Worker(new URL('drift-study.ts', import.meta.url), { workerData: { at, quick } })
      outcomes[at] = (await once(worker, 'message'))[0] as Outcome
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return outcomes
}
