import type { Run } from '../../core/artifacts/run.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { sayFailures } from '../../reports/validation.ts'
import type { Host } from '../action.ts'
import { artifactPath, type Project, shownPath } from '../project.ts'
import { trainModel } from '../train/train-model.ts'
import { readContract } from '../validate/read-contract.ts'
import { validateModel } from '../validate/validate-model.ts'
import type { Challenger } from './challenger-of.ts'
import { type Compared, compareChallenger } from './compare-challenger.ts'
import type { Production } from './production-of.ts'

/** A challenger, as far as it got. */
export interface Attempt {
  readonly run: Run | undefined
  /** Of training, now, whatever came of it. */
  readonly minutes: number
  readonly compared: Compared | undefined
  /** Why there is nothing to compare. */
  readonly failed: string | undefined
}

/** Checks the rows, trains on them, and compares with production. What fails of it is an answer too, and is recorded. */
export async function tryChallenger(
  challenger: Challenger,
  own: Model,
  {
    here,
    host,
    production,
  }: { readonly here: Project; readonly host: Host; readonly production: Production | undefined },
): Promise<Attempt> {
  const { model, project } = challenger
  let run: Run | undefined
  let minutes = 0
  try {
    const validation = await validateModel(project, model, host, { contract: await readContract(here) })
    if (validation?.outcome === 'fail')
      return {
        run,
        minutes,
        compared: undefined,
        failed: `the rows of the new windows fail their checks: ${sayFailures(validation)}; all of them are in ${shownPath(project, artifactPath(project, model, 'validation.json'))}`,
      }
    const since = host.clock()
    const trained = await trainModel(project, model, host).catch((error: unknown) => {
      // What came to nothing has cost as much.
      minutes = (host.clock() - since) / 60_000
      throw error
    })
    run = trained.run
    minutes = trained.skipped ? 0 : run.cost.minutes
    const compared = await compareChallenger(challenger, { here, host, production, uri: own.model!.path })
    return { run, minutes, compared, failed: undefined }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { run, minutes, compared: undefined, failed: error.message }
  }
}
