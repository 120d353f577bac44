import { findRepository, firstRevision } from '../../core/io/git.ts'
import { askGit } from '../../core/io/run-git.ts'
import { APP_TOKEN, CHECKOUT, ourAction } from './action-pins.ts'
import { scalar } from './scalar.ts'
import type { Needs } from './workflow-needs.ts'
import { BY_TAG, configInput } from './workflow-text.ts'

/** The workflow that releases models once they are merged. */
export const RELEASE_WORKFLOW = '.github/workflows/contender-release.yml'

/** The environment that holds the App's key, for jobs of the default branch alone. */
export const RELEASE_ENVIRONMENT = 'contender-release'

/** The secret of that environment. */
export const APP_KEY = 'CONTENDER_APP_PRIVATE_KEY'

/**
 * A workflow that runs after a push to the default branch, and nothing that is not merged.
 *
 * @param branch the default branch
 * @param app ID of the App that alone may write registry and ledger; undefined: the job's own token writes them
 */
export function releaseWorkflowText({ config, lfs, setUp }: Needs, branch: string, app?: number): string {
  return `# After a merge: judges the models of ${config} again, registers their versions and publishes them as releases. It runs
# what was merged and nothing of a pull request. Made by \`contender init --release\`; edit it freely.
name: contender-release
on:
  push:
    branches: [${scalar(branch)}]
  workflow_dispatch:
    inputs:
      model:
        description: A model to release; else those that the last merge touches
permissions: {}
concurrency: # of each commit its own: GitHub drops all but the newest that wait in one group
  group: \${{ github.workflow }}-\${{ github.sha }}
  cancel-in-progress: false
jobs:
  release:
    name: Release
    if: \${{ github.ref_name == github.event.repository.default_branch }}
    runs-on: ubuntu-latest
    timeout-minutes: 90
${app === undefined ? OWN_RIGHTS : APPS_RIGHTS}    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false${lfs ? '\n          lfs: true' : ''}
${setUp.map((line) => `      ${line}\n`).join('')}${app === undefined ? '' : appToken(app)}      - uses: ${ourAction('release')} ${BY_TAG}
        with:
          model: \${{ inputs.model }}${app === undefined ? '' : TOKEN}${configInput(config).replace('\n        with:', '')}
`
}

const OWN_RIGHTS = `    permissions:
      contents: write # tags, ledger and releases
      pull-requests: read # what was merged, and its labels
      checks: read # what the App said of it
      actions: read # the model that its run made, where Git has none
`

const APPS_RIGHTS = `    environment: ${RELEASE_ENVIRONMENT} # holds the App's key; only the default branch may use it: docs/rulesets.md
    permissions:
      contents: read # the checkout; what is written, the App writes
`

/** Minted after what sets up the training: nothing of that runs beside it. */
function appToken(app: number): string {
  return `      - uses: ${APP_TOKEN}
        id: app
        with:
          app-id: ${app}
          private-key: \${{ secrets.${APP_KEY} }}
          permission-contents: write # tags, ledger and releases
          permission-pull-requests: read # what was merged, and its labels
          permission-checks: read # what the App said of it
          permission-actions: read # the model that its run made, where Git has none
`
}

const TOKEN = `\n          github-token: \${{ steps.app.outputs.token }}`

/** The branch that the repository calls its default, as far as this clone knows; `main` where it knows nothing. */
export async function defaultBranch(root: string): Promise<string> {
  if ((await findRepository(root)) === undefined) return 'main'
  const asked = ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']
  const origin = (await askGit(root, asked, [1, 128]))?.toString().trim()
  if (origin?.startsWith('origin/')) return origin.slice('origin/'.length)
  const known = await firstRevision(root, ['refs/heads/main', 'refs/heads/master'])
  if (known !== undefined) return known.name.slice('refs/heads/'.length)
  const current = await askGit(root, ['symbolic-ref', '--quiet', '--short', 'HEAD'], [1, 128])
  return current?.toString().trim() || 'main'
}
