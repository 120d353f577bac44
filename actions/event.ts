import * as z from 'zod'
import { UserError } from '../core/errors.ts'
import { readText } from '../core/io/files.ts'
import type { Host } from './action.ts'

const sha = z.string().regex(/^[0-9a-f]{40}$/)
const repository = z.object({ full_name: z.string() }).nullish()

const pullRequest = z.object({
  number: z.int(),
  head: z.object({ sha, ref: z.string(), repo: repository }),
  base: z.object({ sha, ref: z.string(), repo: repository }),
  user: z.object({ login: z.string() }).nullish(),
})

const workflowRun = z.object({
  id: z.int(),
  run_attempt: z.int().default(1),
  head_sha: sha,
  head_branch: z.string().nullish(),
  head_repository: repository,
  event: z.string(),
  path: z.string().nullish().describe('Of its workflow file, with `@` and a ref after it where that is not its own'),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
})

const mergeGroup = z.object({ head_sha: sha, base_sha: sha, base_ref: z.string() })

/** The parts of a webhook's payload that a job of ours looks at; everything else is left alone. */
const payload = z.object({
  pull_request: pullRequest.optional(),
  workflow_run: workflowRun.optional(),
  merge_group: mergeGroup.optional(),
  ref: z.string().nullish().describe('Of a push: `refs/heads/main`'),
  before: sha.nullish().describe('Of a push: what the branch was before; zeros where there was none'),
  repository: z.object({ full_name: z.string(), default_branch: z.string() }).optional(),
})

/** What made a workflow run: the name of the event, and what of its payload we look at. */
export interface RunnerEvent extends z.output<typeof payload> {
  /** `pull_request`, `workflow_run`, `merge_group`, `push`, … */
  readonly name: string
}

/**
 * The event that a runner's job is about; undefined outside of GitHub Actions.
 *
 * The file is the runner's: a pull request cannot write it, but its head's branch name, repository and author are
 * whatever their owner made them.
 *
 * @throws {UserError} if there is an event file and it is not one
 * @example
 * (await readEvent(host))?.pull_request?.head.sha // '6f1d…'
 */
export async function readEvent({ environment }: Pick<Host, 'environment'>): Promise<RunnerEvent | undefined> {
  const { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path } = environment
  if (!name || !path) return undefined
  const parsed = payload.safeParse(parse(await readText(path)))
  if (parsed.success) return { name, ...parsed.data }
  throw new UserError(
    `Unexpected event \`${name}\` in ${path}, expected GitHub's payload: ${z.prettifyError(parsed.error)}`,
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
