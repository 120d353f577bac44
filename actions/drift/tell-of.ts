import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import { whyNoGitHub } from '../github-place.ts'
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
  const failures: Failure[] = []
  const attempt = async <T>({ drift: { model } }: Found, work: () => Promise<T>): Promise<T | undefined> =>
    work().catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error
      failures.push({ model, error })
      return undefined
    })
  const open = () => openLedger(project, host, { local })
  if (record) for (const one of found) await attempt(one, async () => recordWindows(project, await open(), one, host))
  const responses: Told['responses'][number][] = []
  for (const one of responds ? found : []) {
    const done = await attempt(one, () => respondTo(project, one, project.inGit ? open : undefined, host))
    if (done === undefined) continue
    const { model } = one.drift
    responses.push({ ...done, model })
    if (done.failed !== undefined) failures.push({ model, error: done.failed })
  }
  const reached = responses.map(({ unreached }) => unreached)
  if (reached.includes('quiet') && !reached.includes('said'))
    host.warn(`\`--respond\` opens and closes no issue here: ${whyNoGitHub(host.environment)}`)
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

interface Failure {
  readonly model: string
  readonly error: UserError
}

/** One reason is told once, with the models that it kept something from being done for. */
function distinct(failures: readonly Failure[]): UserError[] {
  return Array.from(
    Map.groupBy(failures, ({ error }) => error.message),
    ([message, same]) => {
      const models = [...new Set(same.map(({ model }) => model))].join(', ')
      return message.startsWith(`${models}: `)
        ? same[0]!.error
        : new UserError(`${models}: ${message}`, { cause: same[0]!.error })
    },
  )
}
