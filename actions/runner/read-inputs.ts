import * as z from 'zod'
import { suggest, UserError } from '../../core/errors.ts'
import type { Action, Host } from '../action.ts'
import { kebab } from '../kebab.ts'
import { type InputEntry, inputEntries, type RunnerInputs, workflowInputs } from './runner-inputs.ts'

/** Inputs of one step of a workflow. */
export interface Given {
  /** As the action's `main` wants them. */
  readonly own: Record<string, unknown>
  readonly runner: RunnerInputs
}

/**
 * What a workflow's `with:` says, from the `INPUT_…` that a runner makes of it. An empty text is the same as nothing:
 * `${{ inputs.model }}` is empty where it was not given.
 *
 * @throws {UserError} naming the input and the workflow
 * @example
 * readInputs(train, { INPUT_MODEL: 'delay', 'INPUT_FAIL-ON': 'fail' }).own.model // 'delay'
 */
export function readInputs(action: Action, environment: Host['environment']): Given {
  const entries = inputEntries(action)
  refuseUnknown(entries, environment)
  const texts = entries.flatMap((entry) => {
    const text = environment[`INPUT_${entry.name.toUpperCase()}`]?.trim()
    return text ? [[entry.key, entry.boolean ? truth(text) : text] as const] : []
  })
  const given: Record<string, unknown> = Object.fromEntries(texts)
  const parsed = z.strictObject(workflowInputs(action)).safeParse(given)
  if (!parsed.success) throw refused(parsed.error.issues, given, environment)
  const { artifact, failOn, githubToken, ...own } = parsed.data
  return { own, runner: { artifact, failOn, githubToken } as RunnerInputs }
}

/** A runner warns of an input that the action does not have, and goes on without it. */
function refuseUnknown(entries: readonly InputEntry[], environment: Host['environment']): void {
  const known = entries.map(({ name }) => name)
  for (const [variable, text] of Object.entries(environment)) {
    const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase()
    if (name === undefined || !text || known.includes(name)) continue
    throw new UserError(`Unknown input \`${name}\` in ${workflowOf(environment)}, ${suggest(name, known)}`)
  }
}

/** What YAML 1.2 reads as a boolean; anything else is left for the schema to refuse. */
function truth(text: string): boolean | string {
  if (/^(true|True|TRUE)$/.test(text)) return true
  return /^(false|False|FALSE)$/.test(text) ? false : text
}

function refused(issues: z.core.$ZodIssue[], given: Record<string, unknown>, environment: Host['environment']): Error {
  const place = workflowOf(environment)
  const lines = issues.map(({ code, expected, message, path }: z.core.$ZodIssue & { expected?: string }) => {
    const [key] = path as [string]
    if (given[key] === undefined) return `Missing input \`${kebab(key)}\` in ${place}, ${message}`
    const wanted = code === 'invalid_type' && expected === 'boolean' ? 'expected true or false' : message
    return `Unexpected value \`${given[key]}\` of the input \`${kebab(key)}\` in ${place}, ${wanted}`
  })
  return new UserError(lines.join('\n'))
}

/** `acme/models/.github/workflows/ci.yml@refs/heads/main` → `.github/workflows/ci.yml` */
function workflowOf({ GITHUB_WORKFLOW_REF: ref }: Host['environment']): string {
  return /^[^/]+\/[^/]+\/([^@]+)@/.exec(ref ?? '')?.[1] ?? 'the workflow'
}
