import type { Host } from '../action.ts'
import { gitHubPlace } from '../github-place.ts'
import { openLedger } from '../ledger.ts'
import type { Project } from '../project.ts'
import type { RetrainTask } from './task.ts'

/**
 * Opens what retraining needs: the ledger, and GitHub where there is a token for it. $CONTENDER_PULL_TOKEN may be of an App
 * that opens pull requests alone; the ledger is written with the run's own.
 */
export async function openTask(
  here: Project,
  asked: Omit<RetrainTask, 'host' | 'ledger' | 'pulls'>,
  host: Host,
): Promise<RetrainTask> {
  return {
    ...asked,
    host,
    ledger: here.inGit ? await openLedger(here, host) : undefined,
    pulls: asked.dryRun ? undefined : await pullsOf(here, host),
  }
}

async function pullsOf(here: Project, host: Host): Promise<RetrainTask['pulls']> {
  const place = gitHubPlace(host)
  const { commit } = here
  if (place === undefined || commit === null) return undefined
  const { openPulls } = await import('./open-pulls.ts')
  return openPulls(place, host.environment.CONTENDER_PULL_TOKEN || place.token, { ...here, commit }, host)
}
