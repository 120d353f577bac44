import { UserError } from '../../core/errors.ts'
import type { RunEvent } from '../../core/ledger/event.ts'
import { joinRun, type KnownRun, type RunName } from '../../core/runs/known-run.ts'
import type { Host } from '../action.ts'
import type { Ledger } from '../ledger.ts'
import type { Project } from '../project.ts'
import { keptIds } from '../runs-folder.ts'
import { readKept } from './read-kept.ts'

/** The runs of a project's models, wherever they are known from. */
export interface History {
  /** Newest first. */
  readonly names: readonly RunName[]
  /** Reads runs, in the order given. Those that cannot be read are left out, with one warning for all. */
  readonly read: (names: readonly RunName[]) => KnownRun[]
  readonly recorded: ReadonlyMap<string, RunEvent>
}

/** Finds the runs that are kept here and, where there is a ledger, those that it holds. Reads none of the first. */
export async function openHistory(
  project: Pick<Project, 'out' | 'models'>,
  ledger: Pick<Ledger, 'runs'> | undefined,
  { warn }: Pick<Host, 'warn'>,
): Promise<History> {
  const recorded = new Map<string, RunEvent>()
  const names = new Map<string, RunName>()
  for (const { name: model } of project.models) {
    for (const id of await keptIds(project, model)) names.set(id, { id, model })
    for (const event of (await ledger?.runs(model)) ?? []) {
      recorded.set(event.run.id, event)
      names.set(event.run.id, { id: event.run.id, model })
    }
  }
  return {
    names: [...names.values()].sort((a, b) => (a.id < b.id ? 1 : -1)),
    recorded,
    read(asked) {
      const problems: string[] = []
      const runs = asked.flatMap((name) => {
        const here = attempt(() => readKept(project, name), problems)
        return joinRun(here, recorded.get(name.id)) ?? []
      })
      if (problems.length > 0) warn(unreadable(problems))
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
  if (problems.length === 1) return `A run is left out. ${first}`
  return `${problems.length} runs are left out, the first because: ${first}`
}
