import { join, posix } from 'node:path'
import type { Model } from '../../core/config.ts'
import { readText } from '../../core/io/files.ts'
import { SETUP_JULIA, SETUP_NODE, SETUP_PYTHON, SETUP_R } from './action-pins.ts'
import type { Seen } from './look.ts'
import type { Plan } from './plan.ts'
import { scalar } from './scalar.ts'

/** DVC with what its remote needs, by the scheme of the remote's address. */
const DVC: Readonly<Record<string, string>> = {
  s3: "'dvc[s3]'",
  gs: "'dvc[gs]'",
  azure: "'dvc[azure]'",
  ssh: "'dvc[ssh]'",
}

/** What the workflow has to bring. */
export interface Needs {
  /** The config, from the top of the repository. */
  readonly config: string
  readonly lfs: boolean
  /** Lines of steps that install what training needs. */
  readonly setUp: readonly string[]
}

/** The commands that a workflow will run. */
export function commandsOf(plan: Plan): string[] {
  return [plan.training?.kind === 'command' ? plan.training.run : '', plan.predict ?? '']
}

/** The commands of models that are configured. */
export function commandsOfModels(models: readonly Pick<Model, 'predict' | 'train'>[]): string[] {
  return models.flatMap(({ predict, train }) => [train?.run ?? '', predict?.run ?? ''])
}

/**
 * The installation that commands need, as far as the repository tells.
 *
 * @param config from the top of the repository: beside it are the lock files, and commands run there
 */
export async function needsOf(
  root: string,
  { commands, config, seen }: { commands: readonly string[]; config: string; seen: Seen },
): Promise<Needs> {
  const atTop = (path: string) => readText(join(root, path)).catch(() => '')
  const folder = posix.dirname(config)
  const here = new Set(seen.files.map(({ path }) => path))
  const run = (command: string) => [
    `- run: ${command}`,
    ...(folder === '.' ? [] : [`  working-directory: ${scalar(folder)}`]),
  ]
  const uses = (program: RegExp) => commands.some((command) => program.test(command))
  const requirements = await seen.text('requirements.txt')
  const remote = /^\s*url\s*=\s*(\w+)?/m.exec((await seen.text('.dvc/config')) || (await atTop('.dvc/config')))
  const usesDvc = seen.tracked.length > 0 && remote !== null
  const setUp: string[] = []
  if (uses(/\b(python3?|dvc)\b/) || usesDvc) {
    setUp.push(`- uses: ${SETUP_PYTHON}`, '  with:', '    python-version: "3.12"')
    if (requirements !== '') setUp.push(...run('pip install -r requirements.txt'))
    else if (here.has('pyproject.toml')) setUp.push(...run('pip install .'))
  }
  if (uses(/\bRscript\b/)) setUp.push(`- uses: ${SETUP_R}`)
  if (uses(/\bjulia\b/)) setUp.push(`- uses: ${SETUP_JULIA}`)
  if (uses(/\b(node|npm|npx)\b/)) {
    setUp.push(`- uses: ${SETUP_NODE}`, '  with:', '    node-version: 24')
    if (here.has('package-lock.json')) setUp.push(...run('npm ci'))
  }
  if ((usesDvc || uses(/\bdvc\b/)) && !/^dvc\b/m.test(requirements))
    setUp.push(`- run: pip install ${DVC[remote?.[1] ?? ''] ?? 'dvc'}`)
  if (usesDvc)
    setUp.push(
      '# A remote that asks who you are needs its credentials here, as `env:` from secrets; forks have none.',
      ...run('dvc pull'),
    )
  const attributes = `${await seen.text('.gitattributes')}\n${await atTop('.gitattributes')}`
  return { config, lfs: /filter=lfs/.test(attributes), setUp }
}
