import { parse } from 'yaml'
import type { Level, Permissions } from './route.ts'

/** What a workflow file can ask for, as the REST API names it. */
const ALL = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'issues',
  'packages',
  'pages',
  'pull_requests',
  'security_events',
  'statuses',
]

type Written = string | Readonly<Record<string, string>> | null | undefined

/**
 * Permissions of a job's GITHUB_TOKEN, by the text of its workflow file: those of the job, else those of the file,
 * else what a new repository gives, which is to read contents and packages. What is not counted up is `none`.
 *
 * @example
 * workflowPermissions('permissions: { contents: read, pull-requests: write }\njobs: { a: {} }', 'a')
 * // { contents: 'read', pull_requests: 'write' }
 */
export function workflowPermissions(workflow: string, job: string): Permissions {
  const file = parse(workflow) as { permissions?: Written; jobs: Record<string, { permissions?: Written }> }
  const own = file.jobs[job]
  if (own === undefined) throw new Error(`The workflow has no job ${job}, only ${Object.keys(file.jobs).join(', ')}`)
  const written = 'permissions' in own ? own.permissions : file.permissions
  return 'permissions' in own || 'permissions' in file ? permissionsOf(written) : { contents: 'read', packages: 'read' }
}

function permissionsOf(written: Written): Permissions {
  if (typeof written === 'string') {
    const level = /^(read|write)-all$/.exec(written)?.[1] as Level | undefined
    if (level === undefined) throw new Error(`Unexpected permissions \`${written}\`, expected read-all or write-all`)
    return Object.fromEntries(ALL.map((name) => [name, level]))
  }
  const named = Object.entries(written ?? {}).map(([name, level]) => [name.replaceAll('-', '_'), level] as const)
  const odd = named.find(
    ([name, level]) => ![...ALL, 'id_token', 'models'].includes(name) || !/^(read|write|none)$/.test(level),
  )
  if (odd !== undefined) throw new Error(`Unexpected permission \`${odd[0]}: ${odd[1]}\` in a workflow`)
  return Object.fromEntries(named.filter(([, level]) => level !== 'none')) as Permissions
}

/** Events whose jobs get what they ask for even where the pull request comes from a fork: they run base's code. */
const PRIVILEGED = ['pull_request_target', 'workflow_run']

/** What is left of permissions for a pull request from a fork, or of Dependabot: reading. */
export function granted(
  asked: Permissions,
  {
    dependabot = false,
    event = 'pull_request',
    fork = false,
  }: { dependabot?: boolean; event?: string; fork?: boolean },
): Permissions {
  if ((!fork && !dependabot) || PRIVILEGED.includes(event)) return asked
  return Object.fromEntries(Object.keys(asked).map((name) => [name, 'read']))
}
