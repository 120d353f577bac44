/**
 * Reads every workflow and action.yml, ours and the examples', with actionlint and zizmor: a part of `npm run check`.
 * A program that is not installed is skipped with a line; under `.ci/run` that is a failure.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { ACTIONLINT, ZIZMOR } from './linters.ts'

const workflows = globSync([
  '.github/workflows/*.yml',
  'examples/*/{,production/}{.github/workflows,matrix}/*.yml',
]).sort()
const actions = globSync(['action.yml', 'actions/*/action.yml']).sort()

const linters = [
  { ...ACTIONLINT, args: [...ACTIONLINT.args, ...workflows] },
  { ...ZIZMOR, args: [...ZIZMOR.args, '--config', '.github/zizmor.yml', ...workflows, ...actions] },
]

for (const { args, from, program } of linters) {
  if (!existsSync(program)) {
    console.log(`Workflows are not checked by ${program}, which is not installed: ${from} installs it`)
    if (process.env.CONTENDER_CI !== undefined) process.exitCode = 1
    continue
  }
  const { status } = spawnSync(program, args, { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
