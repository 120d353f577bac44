import * as z from 'zod'
import { runSchema } from '../../core/artifacts/run.ts'
import { UserError } from '../../core/errors.ts'
import type { RunEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import type { KnownRun } from '../../core/runs/known-run.ts'
import { plain } from '../../reports/plain.ts'
import { defineAction, type Host } from '../action.ts'
import { actorOf } from '../actor.ts'
import { outInput, projectInputs } from '../inputs.ts'
import { openLedger } from '../ledger.ts'
import { artifactPath, openProject, type Project } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'
import { isOnBranch } from '../registry/on-branch.ts'
import { readTagsOf } from '../registry/read-tags.ts'
import { readKept } from './read-kept.ts'

/** `contender runs record` */
export const runsRecord = defineAction({
  name: 'runs record',
  summary: 'put the newest run of each model into the ledger, for all to see',
  examples: [
    ['contender runs record', 'in a job of the default branch, after `contender pipeline`'],
    ['contender runs record --local', "into this clone's own ledger"],
  ],
  inputs: z.strictObject({
    ...projectInputs,
    dirty: z.boolean().default(false).describe('Record a run that was trained with uncommitted changes'),
    local: z.boolean().default(false).describe("Do not push: write this clone's own ledger"),
    ...outInput,
  }),
  async main(input, host) {
    const project = await openProject(input, host)
    if (!project.inGit)
      throw new UserError(
        `Missing Git repository around ${project.directory}, expected one: the ledger is a branch of it`,
      )
    const newest = await newestRuns(project)
    await refuseUnfit(project, newest, input, host)
    const ledger = await openLedger(project, host, { local: input.local })
    const there = new Map<string, RunEvent>()
    for (const { run } of newest) for (const event of await ledger.runs(run.model)) there.set(event.run.id, event)
    const events: RunEvent[] = []
    for (const known of newest) if (!there.has(known.run.id)) events.push(await eventOf(known, project, host))
    if (events.length > 0)
      await host.step(`recording ${events.length === 1 ? 'a run' : `${events.length} runs`}`, () =>
        ledger.append(events),
      )
    const lines = newest.map(({ run: { id, model } }) => {
      const said = there.has(id) ? `is in ${ledger.place} already` : `recorded in ${ledger.place}`
      return `${host.paint('bold', plain(model))}  run ${id} ${plain(said)}\n`
    })
    const artifact = newest.map(({ run }) => events.find((event) => event.run.id === run.id) ?? there.get(run.id)!)
    return { outcome: 'pass', text: lines.join(''), artifact: artifact.length === 1 ? artifact[0] : artifact }
  },
})

/**
 * What `contender train` came to last, of each model: on a skip that is an earlier run.
 *
 * @throws {UserError} if there is none, or one cannot be read
 */
async function newestRuns(project: Project): Promise<KnownRun[]> {
  const found = project.models.map(async ({ name }) => {
    const run = await readArtifact(artifactPath(project, { name }, 'run.json'), runSchema)
    return run === undefined ? [] : (readKept(project, run) ?? [])
  })
  const runs = (await Promise.all(found)).flat()
  if (runs.length > 0) return runs
  const names = project.models.map(({ name }) => name).join(', ')
  throw new UserError(
    `No run of ${names} is kept in ${project.out}, expected one to record; run \`contender pipeline\` first`,
  )
}

/**
 * The ledger is for what others can see and repeat: committed, judged, and of the default branch.
 *
 * @throws {UserError} naming the first run that is not so; nothing is recorded then
 */
async function refuseUnfit(
  project: Project,
  runs: readonly KnownRun[],
  { dirty, local }: { readonly dirty: boolean; readonly local: boolean },
  host: Host,
): Promise<void> {
  const { branch } = await readTagsOf(project.root, { local }, host)
  for (const { evaluation, run } of runs) {
    const refuse = (found: string, wanted: string) =>
      new UserError(`Unexpected run ${run.id} of ${run.model}: ${found}, expected ${wanted}`)
    if (evaluation === null)
      throw refuse(
        'it was never evaluated',
        'its metrics beside it; run `contender compare` or `contender evaluate` first',
      )
    if (run.commit === null) throw refuse('it was trained outside Git', 'one with a commit')
    if (run.dirty && !dirty)
      throw refuse(
        `files differed from commit ${run.commit.slice(0, 7)} when it was trained`,
        'one that its commit explains; commit, then train again with `contender pipeline --force`, for without --force this run is kept; or record it as it is with --dirty',
      )
    if (branch === undefined || !(await isOnBranch(project.root, run.commit, branch.tip, host)))
      throw refuse(
        `its commit ${run.commit.slice(0, 7)} is not on ${branch?.name ?? 'a default branch'}`,
        'one of the default branch; the ledger is written after the merge',
      )
  }
}

async function eventOf({ comparison, evaluation, run }: KnownRun, project: Project, host: Host): Promise<RunEvent> {
  const now = host.now()
  return {
    schema: 'contender/run-event@1',
    id: eventId(now, host.random(10)),
    at: now.toISOString(),
    by: await actorOf(host, project.root),
    run,
    evaluation,
    comparison,
  }
}
