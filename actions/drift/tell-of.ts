import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import { openLedger } from '../ledger.ts'
import type { Project } from '../project.ts'
import type { Found } from './keep-drift.ts'
import { recordWindows } from './ledger-windows.ts'
import { type Responded, respond } from './respond.ts'

/** What became of telling the ledger and people of what was found. */
export interface Told {
  readonly responses: readonly (Responded & { readonly model: string })[]
  readonly failures: readonly UserError[]
}

/**
 * Records what was found, and does what it asks for, as far as that is wanted. What fails for one model keeps nothing
 * else from being done; the next run goes on with what is missing.
 */
export async function tellOf(
  project: Project,
  found: readonly Found[],
  {
    local,
    record,
    respond: responds,
  }: { readonly local: boolean; readonly record: boolean; readonly respond: boolean },
  host: Host,
): Promise<Told> {
  const failures: UserError[] = []
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> =>
    work().catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error
      failures.push(error)
      return undefined
    })
  const open = () => openLedger(project, host, { local })
  if (record) for (const one of found) await attempt(async () => recordWindows(project, await open(), one, host))
  const responses: Told['responses'][number][] = []
  for (const one of responds ? found : []) {
    const done = await attempt(() => respondTo(project, one, project.inGit ? open : undefined, host))
    if (done === undefined) continue
    responses.push({ ...done, model: one.drift.model })
    if (done.failed !== undefined) failures.push(done.failed)
  }
  return { responses, failures: distinct(failures) }
}

async function respondTo(
  project: Project,
  { drift, previous }: Found,
  open: (() => ReturnType<typeof openLedger>) | undefined,
  host: Host,
): Promise<Responded> {
  const model = project.models.find(({ name }) => name === drift.model)!
  const ledger = await open?.()
  const history = (await ledger?.drift(model.name)) ?? []
  const retrainings = (await ledger?.retrainings(model.name)) ?? []
  return respond(project, model, { drift, history, retrainings, previous }, host)
}

/** One reason is told once, however much it kept from being done. */
function distinct(failures: readonly UserError[]): UserError[] {
  return [...new Map(failures.map((failure) => [failure.message, failure])).values()]
}
