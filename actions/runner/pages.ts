/** A job for the page of each action, and what people should know beside its inputs. */
interface Page {
  readonly job: string
  readonly more: string
}

const job = (step: string) => `on: pull_request
permissions: { contents: read }
jobs:
  judge:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
      - uses: contender-ml/contender${step}@v1
`

const UNDECIDED =
  'Alone, the job is the check: it is green when every gate passed, red when one failed or could not be decided (`fail-on`).'

export const PAGES: Readonly<Record<string, Page>> = {
  pipeline: {
    job: job(''),
    more: `${UNDECIDED} The report stands in the job's summary, gates that did not pass at their lines of \`contender.yml\`, and the artifact \`contender-report\` takes report.json, report.md and report.html out of the runner. A job for one model (\`with: { model: … }\`, as in a matrix) names its artifact after the model; join them by \`contender/actions/report\` with \`from: run\`.`,
  },
  validate: { job: job('/actions/validate'), more: 'Needs no model. Data that fail a check turn the job red.' },
  train: {
    job: job('/actions/train'),
    more: 'The training command gets neither inputs nor tokens of the job. It is code of the change all the same: give the job that runs it `contents: read` only.',
  },
  evaluate: {
    job: job('/actions/evaluate'),
    more: 'There are no gates here: the outcome is a pass once there are metrics.',
  },
  compare: {
    job: job('/actions/compare'),
    more: `${UNDECIDED} With \`fail-on: never\` a later step reads \`outcome\` instead.`,
  },
  report: {
    job: `on: pull_request
permissions: { contents: read }
jobs:
  judge:
    strategy: { fail-fast: false, matrix: { model: [delay, fare] } }
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
      - uses: contender-ml/contender@v1
        with: { model: "\${{ matrix.model }}", fail-on: never }
  report:
    needs: judge
    if: \${{ !cancelled() }}
    permissions: { actions: read }
    runs-on: ubuntu-latest
    steps:
      - uses: contender-ml/contender/actions/report@v1
        with: { from: run }
`,
    more: `With \`from: run\` it joins the reports that other jobs of this run have uploaded, one a model, into one; that needs \`actions: read\` and no checkout. Let the job run although one before it failed (\`if:\` above): GitHub takes a skipped job for a success, and a model whose job left no report makes the whole undecided. Else it joins what earlier steps of its own job have left in \`out\`. ${UNDECIDED}`,
  },
  comment: {
    job: `on: pull_request
permissions: {}
jobs:
  judge:
    permissions: { contents: read }
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
      - uses: contender-ml/contender@v1
  comment:
    needs: judge
    if: \${{ !cancelled() }}
    permissions: { actions: read, pull-requests: write }
    runs-on: ubuntu-latest
    steps:
      - uses: contender-ml/contender/actions/comment@v1
`,
    more: 'Reads the reports that the jobs before it have uploaded, and keeps one comment on the pull request up to date. It needs no checkout, and must not have one: its token may write. From a fork the token may not, and the report stays in the job summary; a `workflow_run` file with the same action, or the bot, comments there. It asks GitHub at most six times and writes at most twice; of a matrix that no job joins by `contender/actions/report` each leg past the second is one question more.',
  },
  release: {
    job: `on:
  push:
    branches: [main]
permissions: {}
concurrency:
  group: \${{ github.workflow }}-\${{ github.sha }}
jobs:
  release:
    permissions: { contents: write, pull-requests: read, checks: read, actions: read }
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
      - uses: contender-ml/contender/actions/release@v1
`,
    more: 'Runs what was merged and nothing else: on any other event than a push to the default branch, or a start by hand on it, it refuses. It registers versions (`contents: write`), finds the merged pull request and its labels (`pull-requests: read`), what the App said of it (`checks: read`) and the model that its run made (`actions: read`). Run it again after any failure: what is done already is not done twice. The group has the commit in its name, for GitHub drops all but the newest of the runs that wait in one group. [All of it](../../docs/release.md).',
  },
  drift: {
    job: `on:
  schedule: [{ cron: "17 6 * * *" }]
  workflow_dispatch:
permissions: {}
concurrency: contender-drift
jobs:
  drift:
    permissions: { contents: write, issues: write }
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
      - uses: contender-ml/contender/actions/drift@v1
        with: { record: true, respond: true, fail-on: never }
`,
    more: 'Judges the newest whole window of every model that has a `drift` section, and writes the verdict into the ledger (`record`, `contents: write`): later windows are judged beside it. With `respond` it keeps one issue a model (`issues: write`), tells whose turn it is, and names in the output `retrain` the models that are to be trained anew, which `actions/retrain` does in a job of its own. Logs that Git does not hold have to be there before. Without a pull request to judge, a red job only tells that there is drift: `fail-on: never` leaves that to the issue. [All of it](../../docs/drift.md).',
  },
  retrain: {
    job: `on:
  schedule: [{ cron: "17 5 * * *" }]
  workflow_dispatch:
    inputs:
      model: { type: string, required: true }
permissions: {}
concurrency: contender-retrain
jobs:
  retrain:
    permissions: { contents: write, pull-requests: write, checks: read, issues: write }
    runs-on: ubuntu-latest
    environment: contender-retrain # holds the App's key; only the default branch may use it
    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
      - uses: actions/create-github-app-token@v2
        id: app
        with:
          app-id: 123456
          private-key: \${{ secrets.CONTENDER_RETRAIN_PRIVATE_KEY }}
          permission-contents: write
          permission-pull-requests: write
      - uses: contender-ml/contender/actions/retrain@v1
        with: { model: "\${{ inputs.model }}", fail-on: never }
        env:
          CONTENDER_PULL_TOKEN: \${{ steps.app.outputs.token }}
`,
    more: 'Trains the models whose `retrain` section gives a reason to, each on newer rows, and opens or updates one pull request a model where the challenger beats production. The job writes the ledger with its own token (`contents: write`), and pull requests with that of an App in `CONTENDER_PULL_TOKEN`. Without one `GITHUB_TOKEN` opens them: then their checks wait until somebody lets them run, and the setting "Allow GitHub Actions to create and approve pull requests" has to be on. Data that Git does not hold have to be there before. A challenger that loses is no failure of the job (`fail-on: never`): the issue about its drift is told (`issues: write`). [All of it](../../docs/retrain.md).',
  },
  publish: {
    job: `on:
  schedule: [{ cron: "43 6 * * *" }]
  push:
    branches: [main]
  workflow_dispatch:
permissions: {}
concurrency: contender-publish
jobs:
  build:
    permissions: { contents: read, pages: read }
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
      - uses: contender-ml/contender/actions/publish@v1
        id: site
      - uses: actions/upload-pages-artifact@v4
        with: { path: "\${{ steps.site.outputs.folder }}" }
  deploy:
    needs: build
    permissions: { pages: write, id-token: write }
    runs-on: ubuntu-latest
    environment: { name: github-pages, url: "\${{ steps.pages.outputs.page_url }}" }
    steps:
      - uses: actions/deploy-pages@v4
        id: pages
`,
    more: 'Makes the site in a folder; `actions/upload-pages-artifact` and `actions/deploy-pages` bring it to GitHub Pages, once the setting "Pages → Source" says GitHub Actions. It reads the ledger and the tags by git (`contents: read`). Of a private repository it makes nothing unless GitHub says that its Pages are private too (`pages: read`), or `allow-public: true` stands in the job. [All of it](../../docs/publish.md).',
  },
}
