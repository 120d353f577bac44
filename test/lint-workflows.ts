import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A program that reads workflow files, for a test that drives it. */
export interface Linter {
  /** Why a test is skipped: false where the program is there, and under `.ci/run`, where its absence is a failure. */
  readonly skip: string | false
  /** What it says of files by their absolute paths; '' where it finds nothing. */
  readonly lint: (paths: readonly string[]) => string
}

/** Other programs that it would ask, where a machine has them, are left out: the answer is the same everywhere. */
export const actionlint = linter('.tools/actionlint', '.ci/go-tools', ['-shellcheck=', '-pyflakes='])

/** As strict as it can be, and by its own rules only. */
export const zizmor = linter('.venv/bin/zizmor', '.ci/python-tools', [
  ...['--pedantic', '--offline', '--quiet', '--no-progress', '--format', 'plain', '--no-config'],
])

function linter(path: string, from: string, args: readonly string[]): Linter {
  const program = fileURLToPath(new URL(`../${path}`, import.meta.url))
  const missing = !existsSync(program) && process.env.CONTENDER_CI === undefined
  return {
    skip: missing && `${path} is not installed: ${from} installs it`,
    lint(paths) {
      const { error, status, stderr, stdout } = spawnSync(program, [...args, ...paths], { encoding: 'utf8' })
      if (error !== undefined) throw error
      return status === 0 ? '' : `${stdout}${stderr}`
    },
  }
}
