import { UserError } from '../../core/errors.ts'
import type { RunEvent } from '../../core/ledger/event.ts'
import { isBaselineOnly, joinRun, type KnownRun, type RunName } from '../../core/runs/known-run.ts'
import type { Host } from '../action.ts'
import type { Project } from '../project.ts'
import { keptIds } from '../runs-folder.ts'
import { readKept } from './read-kept.ts'

/** The runs of a project's models, wherever they are known from. */
export interface History {
  /** Newest first. */
  readonly names: readonly RunName[]
  /** The newest so many runs that were trained for their own sake, of those that can be read. */
  readonly newest: (count: number) => KnownRun[]
  /** Reads runs, in the order given. Those that cannot be read are left out, with a warning. */
  readonly read: (names: readonly RunName[]) => KnownRun[]
}

/** The runs that are kept here, of which none is read yet, and those that the ledger holds. */
export async function openHistory(
  project: Pick<Project, 'out' | 'models'>,
  events: readonly RunEvent[],
  { warn }: Pick<Host, 'warn'>,
): Promise<History> {
  const names = new Map<string, RunName>()
  for (const { name: model } of project.models) {
    for (const id of await keptIds(project, model)) names.set(id, { id, model })
  }
  const models = new Set(project.models.map(({ name }) => name))
  const recorded = new Map(events.filter(({ run }) => models.has(run.model)).map((event) => [event.run.id, event]))
  for (const [id, { run }] of recorded) names.set(id, { id, model: run.model })
  const sorted = [...names.values()].sort((a, b) => (a.id < b.id ? 1 : -1))
  const told = new Set<string>()
  const read = (asked: readonly RunName[]) => {
    const problems: string[] = []
    const runs = asked.flatMap((name) => {
      const here = attempt(() => readKept(project, name), problems)
      return joinRun(here, recorded.get(name.id)) ?? []
    })
    const fresh = problems.filter((problem) => !told.has(problem))
    for (const problem of fresh) told.add(problem)
    if (fresh.length > 0) warn(unreadable(fresh))
    return runs
  }
  return {
    names: sorted,
    read,
    newest(count) {
      const runs: KnownRun[] = []
      for (let from = 0; from < sorted.length && runs.length < count; ) {
        const some = sorted.slice(from, from + count - runs.length)
        runs.push(...read(some).filter((known) => !isBaselineOnly(known)))
        from += some.length
      }
      return runs
    },
  }
}

function attempt<T>(work: () => T, problems: string[]): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    problems.push(error.message)
    return undefined
  }
}

function unreadable(problems: readonly string[]): string {
  const [first] = problems
  if (problems.length === 1) return `A kept run cannot be read. ${first}`
  return `${problems.length} kept runs cannot be read, the first because: ${first}`
}
