import * as z from 'zod'

/** The parts of GitHub's webhooks that the bot reads; everything else of them is left unread. */

const person = z.object({ login: z.string(), type: z.string() })

const labelled = { user: person.nullable() }

/** Of every event that the bot asks for. */
export const placeSchema = z.object({
  action: z.string().optional(),
  installation: z.object({ id: z.int() }),
  repository: z.object({
    id: z.int(),
    name: z.string(),
    owner: z.object({ login: z.string() }),
    default_branch: z.string(),
  }),
  sender: person.nullish(),
})

export type PlacePayload = z.output<typeof placeSchema>

export const pullRequestSchema = z.object({
  pull_request: z.object({ number: z.int(), head: z.object({ ref: z.string() }) }),
})

export const issueCommentSchema = z.object({
  issue: z.object({ number: z.int(), pull_request: z.object({}).nullish() }),
  comment: z.object({
    id: z.int(),
    body: z.string().nullish(),
    html_url: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
    ...labelled,
  }),
})

export const issuesSchema = z.object({ issue: z.object({ number: z.int(), ...labelled }) })

export const checkRunSchema = z.object({
  check_run: z.object({
    id: z.int(),
    name: z.string(),
    head_sha: z.string(),
    external_id: z.string().nullish(),
    app: z.object({ id: z.int() }).nullable(),
    pull_requests: z.array(z.object({ number: z.int() })).default([]),
  }),
  requested_action: z.object({ identifier: z.string() }).nullish(),
})

export const workflowRunSchema = z.object({
  workflow_run: z.object({
    event: z.string(),
    head_sha: z.string(),
    head_branch: z.string().nullable(),
    head_repository: z.object({ full_name: z.string() }).nullish(),
    pull_requests: z.array(z.object({ number: z.int() }).nullable()).default([]),
  }),
})

export const mergeGroupSchema = z.object({
  merge_group: z.object({
    head_sha: z.string(),
    head_ref: z.string(),
    base_sha: z.string(),
    base_ref: z.string(),
  }),
})

const paths = z.array(z.string()).default([])

export const pushSchema = z.object({
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  deleted: z.boolean().default(false),
  forced: z.boolean().default(false),
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths })).default([]),
})
