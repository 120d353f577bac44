import { RETRAIN_WORKFLOW } from '../../core/commands/retrain-workflow.ts'
import { APP_TOKEN, CHECKOUT, ourAction } from './action-pins.ts'
import type { Needs } from './workflow-needs.ts'
import { BY_TAG, configInput } from './workflow-text.ts'
import type { NewFile } from './write-new-files.ts'

/** The workflow that judges production by schedule. */
export const DRIFT_WORKFLOW = '.github/workflows/contender-drift.yml'

/** The environment that holds the key of the App that opens retrainings, for jobs of the default branch alone. */
export const RETRAIN_ENVIRONMENT = 'contender-retrain'

/** What the App's ID and key are called there. */
export const RETRAIN_APP = { id: 'CONTENDER_RETRAIN_APP_ID', key: 'CONTENDER_RETRAIN_PRIVATE_KEY' }

/** The workflows that watch production and train anew: by schedule, and by hand or the bot. */
export function driftWorkflows(needs: Needs): NewFile[] {
  return [
    { path: DRIFT_WORKFLOW, text: driftText(needs) },
    { path: RETRAIN_WORKFLOW, text: retrainText(needs) },
  ]
}

function driftText(needs: Needs): string {
  return `# Judges production once a day: the newest whole window of each model of ${needs.config} that has a \`drift\` section. What is
# found goes into the ledger and into one issue a model. After a breach of performance the model is trained anew. Made by
# \`contender init --drift\`; edit it freely.
name: contender-drift
on:
  schedule:
    # UTC, unless a line \`timezone: Europe/Berlin\` follows. Keep it outside of \`drift.alert.quiet\`: in quiet hours nobody is told.
    - cron: "17 6 * * *"
  workflow_dispatch:
permissions: {}
concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false
jobs:
  drift:
    name: Watch production
    if: ${ON_DEFAULT_BRANCH}
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: write # the ledger
      issues: write # one issue a model, while it drifts
    steps:
${checkedOut(needs)}      - uses: ${ourAction('drift')} ${BY_TAG}
        with:${configLine(needs)}
          record: true
          respond: true
          fail-on: never # the issue tells of it
  retrain: # where there is a reason; and its pull request is closed where there is none any more
    name: Train a challenger
    needs: drift
    # What failed there, a webhook or the logs of one model, keeps no model from its training.
    if: \${{ !cancelled() && ${IS_DEFAULT_BRANCH} }}
${retrainSteps(needs, '')}`
}

function retrainText(needs: Needs): string {
  return `# Trains a model anew because somebody asks for it, by \`/contender retrain MODEL\` or by hand, and opens or updates one pull
# request where the challenger beats production. Where production drifts, contender-drift.yml does the same. Made by
# \`contender init --drift\`; edit it freely.
name: contender-retrain
run-name: Train \${{ inputs.model }} anew # by it the bot knows the run that it has started
on:
  workflow_dispatch:
    inputs:
      model:
        description: The model to train anew
        type: string
        required: true
permissions: {}
concurrency:
  group: \${{ github.workflow }}
  cancel-in-progress: false
jobs:
  retrain:
    name: Train a challenger
    if: ${ON_DEFAULT_BRANCH}
${retrainSteps(needs, `\n          model: \${{ inputs.model }}`)}`
}

const IS_DEFAULT_BRANCH = 'github.ref_name == github.event.repository.default_branch'
const ON_DEFAULT_BRANCH = `\${{ ${IS_DEFAULT_BRANCH} }}`

function retrainSteps(needs: Needs, model: string): string {
  return `    runs-on: ubuntu-latest
    timeout-minutes: 90
    environment: ${RETRAIN_ENVIRONMENT} # holds the App's key; only the default branch may use it
    permissions:
      contents: write # the ledger
      checks: read # whether the App that opens pull requests is the one that governs
      issues: write # whether the drift is muted, and that a challenger did not win
    steps:
${checkedOut(needs)}      # Pull requests that the job's own token opens wait until somebody lets their checks run: those of an App do not.
      - uses: ${APP_TOKEN}
        id: app
        with:
          app-id: \${{ vars.${RETRAIN_APP.id} }}
          private-key: \${{ secrets.${RETRAIN_APP.key} }}
          permission-contents: write
          permission-pull-requests: write
      - uses: ${ourAction('retrain')} ${BY_TAG}
        with:${configLine(needs)}${model}
          fail-on: never # a challenger that loses is an answer
        env:
          CONTENDER_PULL_TOKEN: \${{ steps.app.outputs.token }}
`
}

function checkedOut({ lfs, setUp }: Needs): string {
  return `      - uses: ${CHECKOUT}
        with:
          persist-credentials: false${lfs ? '\n          lfs: true' : ''}
${setUp.map((line) => `      ${line}\n`).join('')}      # Logs and labels that Git does not hold have to come here, from a bucket, a warehouse, DVC.
`
}

function configLine({ config }: Needs): string {
  return configInput(config).replace('\n        with:', '')
}
