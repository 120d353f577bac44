import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { folderWith } from '../../folder.ts'

/** What a step of a workflow left behind. */
export interface Step {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly log: string
  readonly error: string
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
}

interface Given {
  /** What is checked out. */
  readonly workspace: string
  /** `with:` of the step, in kebab-case. */
  readonly inputs?: Readonly<Record<string, string>>
  readonly environment?: Readonly<Record<string, string>>
  /** Gets the process once it runs. */
  readonly watch?: (child: ReturnType<typeof spawn>) => void
}

/**
 * Runs an action in a process of its own, as a runner runs the bundle: `INPUT_…`, the files it writes to, and nothing of
 * the environment of these tests but PATH.
 */
export async function runStep(
  t: TestContext,
  action: string,
  { environment = {}, inputs = {}, watch, workspace }: Given,
): Promise<Step> {
  const files = await folderWith(t, { output: '', summary: '' })
  const child = spawn(process.execPath, [join(process.cwd(), `actions/${action}/index.ts`)], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env.PATH!, HOME: files, CI: 'true', GITHUB_ACTIONS: 'true', GIT_CONFIG_NOSYSTEM: '1' },
      ...{ GITHUB_WORKSPACE: workspace, GITHUB_REPOSITORY: 'acme/models', RUNNER_TEMP: files },
      ...{ GITHUB_OUTPUT: join(files, 'output'), GITHUB_STEP_SUMMARY: join(files, 'summary') },
      // Else each step would compile all of the sources again.
      NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
      GITHUB_WORKFLOW_REF: 'acme/models/.github/workflows/contender.yml@refs/pull/1/merge',
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...environment,
    },
  })
  watch?.(child)
  const [log, error, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
  ])
  const summary = await readFile(join(files, 'summary'), 'utf8')
  return { code, signal, log, error, summary, outputs: outputsIn(await readFile(join(files, 'output'), 'utf8')) }
}

/** `NAME<<DELIMITER`, the value, `DELIMITER` */
function outputsIn(file: string): Record<string, string> {
  const found = file.matchAll(/^([\w-]+)<<(ghadelimiter_\S+)\r?\n([\s\S]*?)\r?\n\2$/gm)
  return Object.fromEntries(Array.from(found, ([, name, , value]) => [name!, value!]))
}
