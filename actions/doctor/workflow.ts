import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod'
import { readText } from '../../core/io/files.ts'
import { WORKFLOW } from '../init/workflow-text.ts'
import { note, ok, type Patient, problem } from './check.ts'

const step = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
})
const job = z.looseObject({ steps: z.array(step).default([]), permissions: z.unknown().optional() })
const workflow = z.looseObject({
  on: z.unknown().optional(),
  permissions: z.unknown().optional(),
  jobs: z.record(z.string(), job),
})

type Job = z.output<typeof job>

/** The workflow that runs Contender: on which events, with how much history and with which rights. */
export async function checkWorkflow({ root }: Patient) {
  const folder = join(root, '.github/workflows')
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.ya?ml$/.test(name))
  const found = []
  for (const name of names.sort()) {
    const text = await readText(join(folder, name))
    const read = workflow.safeParse(yaml(text))
    const jobs = read.success ? Object.values(read.data.jobs).filter(runsContender) : []
    if (read.success && jobs.length > 0) found.push(...judge(`.github/workflows/${name}`, read.data, jobs))
  }
  if (found.length > 0) return found
  return [note('No workflow runs Contender on pull requests.', `Run \`contender init\`: it writes ${WORKFLOW}.`)]
}

function judge(name: string, { on, permissions }: z.output<typeof workflow>, jobs: readonly Job[]) {
  const found = []
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? on : Object.keys(on ?? {})
  if (events.includes('pull_request_target'))
    found.push(
      problem(
        `${name} runs on pull_request_target: code of a stranger gets the rights of your repository.`,
        'Use `on: pull_request`.',
      ),
    )
  if (permissions === undefined && jobs.some((each) => each.permissions === undefined))
    found.push(note(`${name} does not say which rights it needs.`, 'Add `permissions: { contents: read }`.'))
  if (permissions === 'write-all' || jobs.some((each) => each.permissions === 'write-all'))
    found.push(problem(`${name} has the right to write everything.`, 'Use `permissions: { contents: read }`.'))
  const own = jobs.flatMap(({ steps }) => steps).find((each) => isCheckout(each) && each.with?.repository === undefined)
  if (own !== undefined && String(own.with?.['fetch-depth']) !== '0')
    found.push(
      note(
        `${name} checks out one commit; what is compared with has to be fetched.`,
        'Set `fetch-depth: 0` on actions/checkout.',
      ),
    )
  if (own !== undefined && String(own.with?.['persist-credentials']) !== 'false')
    found.push(
      note(
        `${name} leaves its token where a training command can read it.`,
        'Set `persist-credentials: false` on actions/checkout.',
      ),
    )
  return found.length > 0 ? found : [ok(`${name} runs Contender`)]
}

function runsContender({ steps }: Job): boolean {
  return steps.some(
    ({ run, uses }) => /\bcontender\b/.test(run ?? '') || /^(\.\/|contender-ml\/contender)/.test(uses ?? ''),
  )
}

function isCheckout({ uses }: z.output<typeof step>): boolean {
  return uses?.startsWith('actions/checkout@') === true
}

function yaml(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
