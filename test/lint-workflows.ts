import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
// What else actionlint would ask, where a machine has it, is left out: the answer is the same everywhere.
const LINTERS = [
  { program: at('.tools/actionlint'), from: '.ci/go-tools', args: ['-shellcheck=', '-pyflakes='] },
  {
    program: at('.venv/bin/zizmor'),
    from: '.ci/python-tools',
    args: ['--pedantic', '--offline', '--quiet', '--no-progress', '--format', 'plain', '--no-config'],
  },
]

/** Why a test that lints workflows is skipped: false where the linters are there, and under `.ci/run`. */
export const noLinters: string | false =
  LINTERS.filter(({ program }) => process.env.CONTENDER_CI === undefined && !existsSync(program))
    .map(({ from, program }) => `${program} is not installed: ${from} installs it`)
    .join('; ') || false

/**
 * What actionlint and zizmor, as strict as it can be, say of workflow files.
 *
 * @param paths absolute
 * @returns '' where they find nothing
 */
export function lintWorkflows(paths: readonly string[]): string {
  const said = LINTERS.map(({ args, program }) => {
    const { error, status, stderr, stdout } = spawnSync(program, [...args, ...paths], { encoding: 'utf8' })
    if (error !== undefined) throw error
    return status === 0 ? '' : `${stdout}${stderr}`
  })
  return said.join('')
}
