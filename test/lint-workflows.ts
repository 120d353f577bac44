import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ACTIONLINT, type Linter as Program, ZIZMOR } from '../.ci/linters.ts'

/** A program that reads workflow files, for a test that drives it. */
export interface Linter {
  /** Why a test is skipped: false where the program is there, and under `.ci/run`, where its absence is a failure. */
  readonly skip: string | false
  /** What it says of files by their absolute paths; '' where it finds nothing. */
  readonly lint: (paths: readonly string[]) => string
}

export const actionlint = linter(ACTIONLINT)

/** By its own rules only. */
export const zizmor = linter({ ...ZIZMOR, args: [...ZIZMOR.args, '--no-config'] })

function linter({ args, from, program: path }: Program): Linter {
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
