import { UserError } from '../../core/errors.ts'
import { CHECKOUT, ourAction } from './action-pins.ts'
import { scalar } from './scalar.ts'
import type { Needs } from './workflow-needs.ts'

/** The workflow that judges pull requests; `contender doctor` looks for it there. */
export const WORKFLOW = '.github/workflows/contender.yml'

/** How the workflow is called, by which the one that comments for forks knows it. */
export const WORKFLOW_NAME = 'contender'

/** A tag that moves is what zizmor warns of; ours moves with each release only, and Dependabot can pin it. */
export const BY_TAG = '# zizmor: ignore[unpinned-uses] the newest v1; or pin the commit of a release'

/**
 * A workflow of two jobs: one that runs the code of a pull request and may only read, and one that may comment
 * and runs none of that code.
 *
 * @throws {UserError} if the config's path would be something else in a workflow
 */
export function workflowText({ config, lfs, setUp }: Needs): string {
  const named = configInput(config)
  return `# Trains and judges the models of ${config} on every pull request. Made by \`contender init\`; edit it freely.
name: ${WORKFLOW_NAME}
on: pull_request
permissions: {}
concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: true
jobs:
  judge:
    name: Train and judge
    runs-on: ubuntu-latest
    timeout-minutes: 90
    permissions:
      contents: read # code of the pull request runs here: nothing to write with
    steps:
      - uses: ${CHECKOUT}
        with:
          persist-credentials: false${lfs ? '\n          lfs: true' : ''}
${setUp.map((line) => `      ${line}\n`).join('')}      - uses: ${ourAction()} ${BY_TAG}${named}
  comment:
    name: Comment
    needs: judge
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      actions: read # the report of the job above
      pull-requests: write # one comment, edited in place
    steps: # no checkout: no code of the pull request runs beside a right to write
      - uses: ${ourAction('comment')} ${BY_TAG}
`
}

/**
 * Lines by which a step of ours is told of the config; none where it is the usual one.
 *
 * @throws {UserError} if its path would be something else in a workflow
 */
export function configInput(config: string): string {
  // GitHub fills in expressions wherever they stand, and a line break would end the text.
  if (/\$\{\{|\p{Cc}/u.test(config))
    throw new UserError(
      `Unexpected path \`${config}\`, expected one without \`\${{\` and control characters: the workflow names it`,
    )
  return config === 'contender.yml' ? '' : `\n        with:\n          config: ${scalar(config)}`
}
