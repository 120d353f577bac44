import { ourAction } from './action-pins.ts'
import { scalar } from './scalar.ts'
import { BY_TAG } from './workflow-text.ts'

/** The workflow that comments where a pull request's own run may not: on those from forks and of Dependabot. */
export const COMMENT_WORKFLOW = '.github/workflows/contender-comment.yml'

/**
 * A workflow that runs when the judging one is done, from the default branch, whatever the pull request says.
 *
 * @param judging name of the workflow that it waits for
 */
export function commentWorkflowText(judging: string): string {
  return `# Comments on pull requests from forks and of Dependabot: their own runs may write nothing, so this one does it when
# they are done. It runs from the default branch, checks nothing out and runs no code of the pull request.
# Made by \`contender init --forks\`.
name: contender-comment
on: # zizmor: ignore[dangerous-triggers] no checkout, no code of the pull request; its report is read as a stranger's
  workflow_run:
    workflows: [${scalar(judging)}]
    types: [completed]
permissions: {}
concurrency:
  group: \${{ github.workflow }}-\${{ github.event.workflow_run.head_repository.id }}-\${{ github.event.workflow_run.head_branch }}
  cancel-in-progress: true
jobs:
  comment:
    name: Comment
    if: \${{ github.event.workflow_run.event == 'pull_request' }}
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      actions: read # the report of the run that is done
      pull-requests: write # one comment, edited in place
    steps:
      - uses: ${ourAction('comment')} ${BY_TAG}
`
}
