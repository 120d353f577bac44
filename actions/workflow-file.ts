import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { isTimeZone } from '../core/config/is-time-zone.ts'
import { readText } from '../core/io/files.ts'
import type { Schedule } from '../core/response/why-never-told.ts'

const FOLDER = '.github/workflows'

const permissions = z.union([z.string(), z.record(z.string(), z.string())]).nullish()
const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).nullish(),
})
const job = z.looseObject({
  if: z.unknown().optional(),
  needs: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  permissions,
  steps: z.array(step).default([]),
})
const workflow = z.looseObject({
  name: z.string().nullish(),
  on: z.unknown().optional(),
  permissions,
  jobs: z.record(z.string(), job),
})

const scheduled = z.object({
  schedule: z.array(z.object({ cron: z.string(), timezone: z.string().refine(isTimeZone).optional() })),
})

export type WorkflowStep = z.output<typeof step>
export type WorkflowJob = z.output<typeof job> & { readonly id: string }

/** What we look at of a workflow of GitHub Actions. */
export interface WorkflowFile {
  /** From the top of the repository. */
  readonly path: string
  /** As other workflows know it: its name, or its path where it has none. */
  readonly name: string
  readonly events: readonly string[]
  /** When it starts by itself; nothing where GitHub would refuse one of them. */
  readonly schedules: readonly Schedule[]
  /** Branches whose pushes start it, as patterns; undefined where it says none. */
  readonly branches: readonly string[] | undefined
  /** Names of the workflows whose end starts it. */
  readonly follows: readonly string[]
  readonly permissions: z.output<typeof permissions>
  readonly jobs: readonly WorkflowJob[]
}

/** The workflows of a repository that can be read as such; GitHub itself names the others. */
export async function readWorkflows(root: string): Promise<WorkflowFile[]> {
  const names = (await readdir(join(root, FOLDER)).catch(() => [])).filter((name) => /\.ya?ml$/.test(name))
  const texts = await Promise.all(names.sort().map((name) => readText(join(root, FOLDER, name)).catch(() => '')))
  return texts.flatMap((text, at) => readWorkflow(`${FOLDER}/${names[at]}`, text) ?? [])
}

function readWorkflow(path: string, text: string): WorkflowFile | undefined {
  const read = workflow.safeParse(yaml(text))
  if (!read.success) return undefined
  const { jobs, name, on, permissions: rights } = read.data
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(on ?? {})
  const timed = scheduled.safeParse(on)
  const pushed = z.object({ push: z.object({ branches: z.array(z.string()) }) }).safeParse(on)
  const after = z.object({ workflow_run: z.object({ workflows: z.array(z.string()) }) }).safeParse(on)
  return {
    path,
    name: name ?? path,
    events,
    schedules: timed.success ? timed.data.schedule : [],
    branches: pushed.success ? pushed.data.push.branches : undefined,
    follows: after.success ? after.data.workflow_run.workflows : [],
    permissions: rights,
    jobs: Object.entries(jobs).map(([id, each]) => ({ ...each, id })),
  }
}

function yaml(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
