import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

const PROGRAMS = { '.tools/act': '.ci/go-tools', '.tools/python-sklearn/bin/python': '.ci/example-tools' }

/**
 * Why a test that needs these programs is skipped: false where they are there, and under `.ci/run`, where their absence
 * is a failure.
 */
export function unlessInstalled(...programs: (keyof typeof PROGRAMS)[]): string | false {
  if (process.env.CONTENDER_CI !== undefined) return false
  const missing = programs.filter((program) => !existsSync(`${repositoryRoot}/${program}`))
  return missing.map((program) => `${program} is not installed: ${PROGRAMS[program]} installs it`).join('; ') || false
}
