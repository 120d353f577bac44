import type { World } from '../world.ts'

export interface StoredAnnotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly message: string
  readonly title?: string
  readonly raw_details?: string
  readonly start_column?: number
  readonly end_column?: number
}

/** Runs of one App on one commit. */
export interface StoredSuite {
  readonly id: number
  readonly app: number
  readonly headSha: string
}

export interface StoredCheck {
  readonly id: number
  readonly suite: StoredSuite
  readonly app: { readonly id: number; readonly slug: string }
  readonly name: string
  readonly status: 'queued' | 'in_progress' | 'completed'
  readonly conclusion: string | null
  readonly externalId: string
  readonly detailsUrl: string | null
  readonly startedAt: string
  readonly completedAt: string | null
  readonly title: string | null
  readonly summary: string | null
  readonly text: string | null
  readonly annotations: readonly StoredAnnotation[]
  readonly actions: readonly { readonly label: string; readonly description: string; readonly identifier: string }[]
}

export type CheckStore = ReturnType<typeof checkStore>

/** Check runs of a repository; what an update leaves out stays, and annotations are added to those that stand. */
export function checkStore(world: World) {
  const checks = new Map<number, StoredCheck>()
  const suites = new Map<string, StoredSuite>()

  const suiteOf = (app: number, headSha: string) => {
    const suite = suites.get(`${app} ${headSha}`) ?? { id: world.nextId('check suite'), app, headSha }
    suites.set(`${app} ${headSha}`, suite)
    return suite
  }

  /** @param body as the API takes it */
  const change = (check: StoredCheck, body: Record<string, unknown>) => {
    const { annotations = [], ...output } = (body.output ?? {}) as Partial<StoredCheck>
    const given = <T>(name: string, kept: T) => (body[name] === undefined ? kept : (body[name] as T))
    const conclusion = given('conclusion', check.conclusion)
    const status = body.conclusion === undefined ? given('status', check.status) : 'completed'
    const done = status === 'completed'
    const changed: StoredCheck = {
      ...check,
      ...output,
      name: given('name', check.name),
      externalId: given('external_id', check.externalId),
      detailsUrl: given('details_url', check.detailsUrl),
      startedAt: given('started_at', check.startedAt),
      status,
      conclusion: done ? conclusion : null,
      completedAt: done ? given('completed_at', check.completedAt ?? world.timestamp()) : null,
      annotations: [...check.annotations, ...annotations],
      actions: given('actions', check.actions),
    }
    checks.set(check.id, changed)
    return changed
  }

  return {
    all: () => [...checks.values()],
    get: (id: number) => checks.get(id),
    suite: (id: number) => [...suites.values()].find((suite) => suite.id === id),
    suitesOf: (headSha: string) => [...suites.values()].filter((suite) => suite.headSha === headSha),
    change,
    add: (app: StoredCheck['app'], headSha: string, body: Record<string, unknown>) => {
      const blank = { conclusion: null, completedAt: null, title: null, summary: null, text: null, detailsUrl: null }
      const id = world.nextId('check run')
      const suite = suiteOf(app.id, headSha)
      const status = 'queued' as const
      const startedAt = world.timestamp()
      return change(
        { ...blank, id, suite, app, name: '', status, startedAt, externalId: '', annotations: [], actions: [] },
        body,
      )
    },
  }
}
