import { posix } from 'node:path'
import { UserError } from '../../core/errors.ts'
import { VERSION } from '../header.ts'
import type { Seen } from './look.ts'
import type { Plan } from './plan.ts'

/** The workflow that judges pull requests; `contender doctor` looks for it there. */
export const WORKFLOW = '.github/workflows/contender.yml'

/** Actions by commit: a tag can be moved to other code. */
const CHECKOUT = 'actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0'
const SETUP_NODE = 'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0'
const SETUP_PYTHON = 'actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0'
/** DVC with what its remote needs, by the scheme of the remote's address. */
const DVC: Readonly<Record<string, string>> = {
  s3: "'dvc[s3]'",
  gs: "'dvc[gs]'",
  azure: "'dvc[azure]'",
  ssh: "'dvc[ssh]'",
}
const OURS = '.contender/.source'

/** What the workflow has to bring. */
export interface Needs {
  /** The config, from the top of the repository. */
  readonly config: string
  readonly lfs: boolean
  /** Lines of steps that install what training needs. */
  readonly setUp: readonly string[]
}

/** The installation that a plan's commands need, as far as the repository tells. */
export async function needsOf(plan: Plan | undefined, seen: Seen, config: string): Promise<Needs> {
  const here = new Set(seen.files.map(({ path }) => path))
  const lfs = /filter=lfs/.test(await seen.text('.gitattributes'))
  const commands = `${plan?.training?.kind === 'command' ? plan.training.run : ''} ${plan?.predict ?? ''}`
  const requirements = await seen.text('requirements.txt')
  const remote = /^\s*url\s*=\s*(\w+)?/m.exec(await seen.text('.dvc/config'))
  const usesDvc = seen.tracked.length > 0 && remote !== null
  const setUp: string[] = []
  const usesPython = /\b(python|dvc)\b/.test(commands) || usesDvc
  if (usesPython) {
    setUp.push(`- uses: ${SETUP_PYTHON}`, '  with:', '    python-version: "3.12"')
    if (requirements !== '') setUp.push('- run: pip install -r requirements.txt')
    else if (here.has('pyproject.toml')) setUp.push('- run: pip install .')
  }
  if (/\bRscript\b/.test(commands)) setUp.push('- uses: r-lib/actions/setup-r@v2')
  if (/\bjulia\b/.test(commands)) setUp.push('- uses: julia-actions/setup-julia@v2')
  if (/\bnode\b/.test(commands) && here.has('package-lock.json')) setUp.push('- run: npm ci')
  if ((usesDvc || /\bdvc\b/.test(commands)) && !/^dvc\b/m.test(requirements))
    setUp.push(`- run: pip install ${DVC[remote?.[1] ?? ''] ?? 'dvc'}`)
  if (usesDvc) {
    setUp.push(
      '# A remote that asks who you are needs its credentials here, as `env:` from secrets.',
      '- run: dvc pull',
    )
  }
  return { config, lfs, setUp }
}

/**
 * A workflow that runs the pipeline on every pull request and shows the report. It has no token that could
 * write, and the one that it reads with does not stay on the disk. It takes Contender at the version that
 * wrote it, and fails where that cannot be had.
 */
export function workflowText({ config, lfs, setUp }: Needs): string {
  const flag = config === 'contender.yml' ? '' : ` --config ${word(config)}`
  // GitHub fills in expressions wherever they stand, and a line break would end the text.
  if (/\$\{\{|\p{Cc}/u.test(config))
    throw new UserError(
      `Unexpected path \`${config}\`, expected one without \`\${{\` and control characters: the workflow names it`,
    )
  const report = posix.join(posix.dirname(config), '.contender/report.md')
  return `# Trains and judges the models of ${config} on every pull request. Made by \`contender init\`; edit it freely.
name: contender
on: pull_request
permissions:
  contents: read
concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  contender:
    runs-on: ubuntu-latest
    timeout-minutes: 90
    steps:
      - uses: ${CHECKOUT}
        with:
          fetch-depth: 0 # the model is compared with the one where the branch began
          persist-credentials: false${lfs ? '\n          lfs: true' : ''}
      - uses: ${SETUP_NODE}
        with:
          node-version: 24
${setUp.map((line) => `      ${line}\n`).join('')}      - uses: ${CHECKOUT}
        with:
          repository: contender-ml/contender
          ref: v${VERSION}
          path: ${OURS}
          persist-credentials: false
      - run: npm ci --omit=dev
        working-directory: ${OURS}
      - run: ${line(`node ${OURS}/cli/contender.mjs pipeline${flag}`)}
      - if: \${{ !cancelled() && hashFiles('${report.replaceAll("'", "''")}') != '' }}
        run: ${line(`cat ${word(report)} >> "$GITHUB_STEP_SUMMARY"`)}
`
}

/** A path as the shell takes it for one word. */
function word(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}

/** A command as YAML takes it for a text. */
function line(command: string): string {
  return /: | #/.test(command) ? JSON.stringify(command) : command
}
