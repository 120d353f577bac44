import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { checkRulesets } from '../../../actions/doctor/rulesets.ts'
import { checkWorkflow } from '../../../actions/doctor/workflow.ts'
import { commentWorkflowText } from '../../../actions/init/comment-workflow-text.ts'
import { RELEASE_WORKFLOW, releaseWorkflowText } from '../../../actions/init/release-workflow-text.ts'
import { rulesetFiles } from '../../../actions/init/ruleset-files.ts'
import { WORKFLOW, workflowText } from '../../../actions/init/workflow-text.ts'
import { folderWith } from '../../folder.ts'

type Files = Readonly<Record<string, string>>

const OURS = workflowText({ config: 'contender.yml', lfs: false, setUp: [] })
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const RELEASE = releaseWorkflowText({ config: 'contender.yml', lfs: false, setUp: [] }, 'main')
const FORKS = '.github/workflows/contender-comment.yml'
const CHECKOUT = 'persist-credentials: false\n'
const FROM_SOURCE = `permissions: { contents: read }
on: pull_request
jobs:
  a:
    steps:
      - { uses: actions/checkout@v5, with: { repository: contender-ml/contender, path: .contender/.source } }
      - run: node .contender/.source/cli/contender.mjs pipeline
`

/** What the check says of a repository with these workflows, but for what is as it should be. */
async function examine(t: TestContext, files: Files): Promise<string[]> {
  const root = await folderWith(t, { 'contender.yml': '', ...files })
  const found = await checkWorkflow({ root } as Parameters<typeof checkWorkflow>[0])
  for (const { next, status } of found) assert.equal(next === null, status === 'ok')
  return found.filter(({ status }) => status !== 'ok').map(({ message, status }) => `${status}: ${message}`)
}

/** The workflow of `init --release`, changed; what is changed has to be there. */
function changeRelease(from: string, to: string): Files {
  assert.ok(RELEASE.includes(from), from)
  return { [WORKFLOW]: OURS, [RELEASE_WORKFLOW]: RELEASE.replace(from, to) }
}

/** The workflow of `init`, changed; what is changed has to be there. */
function change(from: string, to: string): Files {
  assert.ok(OURS.includes(from), from)
  return { [WORKFLOW]: OURS.replace(from, to) }
}

test('what init writes is sound, with the workflows for forks and releases and without', async (t) => {
  assert.deepEqual(await examine(t, { [WORKFLOW]: OURS }), [])
  assert.deepEqual(await examine(t, { [WORKFLOW]: OURS, [FORKS]: commentWorkflowText('contender') }), [])
  assert.deepEqual(await examine(t, { [WORKFLOW]: OURS, [RELEASE_WORKFLOW]: RELEASE }), [])
})

test('the workflows of the examples are sound', async () => {
  const examples = globSync('examples/*/.github', { cwd: ROOT }).map((path) => join(ROOT, path, '..'))
  assert.ok(examples.length >= 4)
  for (const root of examples) {
    const found = await checkWorkflow({ root } as Parameters<typeof checkWorkflow>[0])
    assert.deepEqual(
      found.filter(({ status }) => status !== 'ok'),
      [],
      root,
    )
  }
})

const WRONG: readonly (readonly [title: string, files: Files, says: RegExp])[] = [
  [
    'strangers get the rights of the repository',
    change('on: pull_request', 'on: pull_request_target'),
    /^problem: \S+ runs on pull_request_target: code of a stranger gets/,
  ],
  [
    'nobody says which rights',
    { [WORKFLOW]: 'on: pull_request\njobs: { a: { steps: [{ run: contender pipeline }] } }' },
    /^note: The job a of \S+ does not say which rights it needs\.$/,
  ],
  [
    'it may write everything',
    { [WORKFLOW]: 'on: push\npermissions: write-all\njobs: { a: { steps: [{ run: contender train }] } }' },
    /^problem: The job a of \S+ has the right to write everything\.$/,
  ],
  [
    'code of a pull request runs beside a right to write',
    change('contents: read', 'contents: write'),
    /^note: The job judge of \S+ runs code of pull requests with the right to write contents\.$/,
  ],
  [
    'the token stays on the disk',
    change(CHECKOUT, 'clean: true\n'),
    /^note: The job judge of \S+ leaves its token where a training command can read it\.$/,
  ],
  [
    'the whole history is fetched',
    change(CHECKOUT, `${CHECKOUT}          fetch-depth: 0\n`),
    /^note: The job judge of \S+ sets fetch-depth/,
  ],
  [
    'a branch of ours',
    change('contender@v1', 'contender@main'),
    /^note: .* takes Contender at `main`, which is no rel/,
  ],
  [
    'a branch of ours, to comment',
    change('comment@v1', 'comment@next'),
    /^note: The job comment of .* takes Contender at `next`/,
  ],
  [
    'a config that is not there',
    change('contender@v1 ', 'contender@v1\n        with: { config: a/contender.yml } '),
    /^problem: The job judge of \S+ takes a\/contender\.yml, which is not there\.$/,
  ],
  [
    'our sources, as once',
    { [WORKFLOW]: FROM_SOURCE },
    /^note: The job a of \S+ installs Contender from its sources\.$/,
  ],
  [
    'no right to comment',
    change('pull-requests: write', 'pull-requests: read'),
    /^problem: The job comment of \S+ may not comment: it lacks pull-requests: write\.$/,
  ],
  [
    'no right but to read',
    change(
      'permissions:\n      actions: read # the report of the job above\n      pull-requests: write #',
      'permissions: read-all #',
    ),
    /^problem: The job comment of \S+ may not comment: it lacks pull-requests: write\.$/,
  ],
  [
    'a checkout beside the right to comment',
    change('steps: #', 'steps:\n      - uses: actions/checkout@v5\n      #'),
    /^problem: The job comment of \S+ has the code of a pull request beside a right to write\.$/,
  ],
  [
    'a comment before the report',
    change('needs: judge', 'env: {}'),
    /^problem: The job comment of \S+ does not wait for the report\.$/,
  ],
  [
    'no comment when a gate fails',
    change(`    if: \${{ !cancelled() }}\n`, ''),
    /^problem: The job comment of \S+ is skipped when a gate fails/,
  ],
  [
    'it waits for a workflow that is not there',
    { [WORKFLOW]: OURS, [FORKS]: commentWorkflowText('tests') },
    /^problem: \.github\/workflows\/contender-comment\.yml waits for tests, and what judges is called contender\.$/,
  ],
  [
    'nobody comments',
    { [WORKFLOW]: OURS.slice(0, OURS.indexOf('  comment:')) },
    /^note: Verdicts are shown in the summary of the job only/,
  ],
  [
    'pull requests beside the right to release',
    changeRelease('  workflow_dispatch:', '  pull_request: {}\n  workflow_dispatch:'),
    /^problem: \S+contender-release\.yml releases models and runs on pull_request: code that nobody has merged/,
  ],
  [
    'a release that may not write',
    changeRelease('contents: write', 'contents: read'),
    /^problem: The job release of \S+ may not release: it lacks contents: write\.$/,
  ],
  [
    'a release that may not see what was merged',
    changeRelease('      pull-requests: read', '      issues: read'),
    /^problem: The job release of \S+ may not release: it lacks pull-requests: read\.$/,
  ],
  [
    'a release without a checkout',
    changeRelease('actions/checkout@', 'actions/cache@'),
    /^problem: The job release of \S+ has checked nothing out\.$/,
  ],
  [
    'a release of what somebody else may change',
    changeRelease('release@v1', 'release@main'),
    /^note: The job release of \S+ takes Contender at `main`, which is no release/,
  ],
  [
    'a release that leaves its token to the training',
    changeRelease(CHECKOUT, 'clean: true\n'),
    /^note: The job release of \S+ leaves its token where a training command can read it\.$/,
  ],
  [
    'none of them judges',
    { [WORKFLOW]: 'on: push\njobs: {}' },
    /^note: No workflow runs Contender on pull requests\.$/,
  ],
  ['one that cannot be read', { [WORKFLOW]: 'on: [' }, /^note: No workflow runs Contender on pull requests\.$/],
]

for (const [title, files, says] of WRONG) {
  test(`a workflow, and one thing to say: ${title}`, async (t) => {
    const [first, ...others] = (await examine(t, files)).filter((said) => !/summary/.test(said) || says.test(said))
    assert.match(first ?? '', says)
    assert.deepEqual(others, [])
  })
}

test('rulesets that keep the token of a release out are named beside it, and a release by the App goes with them', async (t) => {
  const rulesets = (app?: number) => Object.fromEntries(rulesetFiles(app).map(({ path, text }) => [path, text]))
  const own = { [WORKFLOW]: OURS, [RELEASE_WORKFLOW]: RELEASE }
  assert.deepEqual(await examine(t, { ...own, ...rulesets(7) }), [
    "problem: The job release of .github/workflows/contender-release.yml writes tags and ledger by the job's own token, and .github/rulesets/contender-ledger.json lets App 7 alone: once that is in force at GitHub, no release is registered.",
  ])
  assert.match((await examine(t, { ...own, ...rulesets() })).join(), /contender-ledger\.json lets administrators alone/)
  const app = releaseWorkflowText({ config: 'contender.yml', lfs: false, setUp: [] }, 'main', 7)
  assert.deepEqual(await examine(t, { ...own, [RELEASE_WORKFLOW]: app, ...rulesets(7) }), [])
  const command = RELEASE.replace(/- uses: contender-ml[\s\S]*/, '- run: contender release\n')
  assert.match((await examine(t, { ...own, [RELEASE_WORKFLOW]: command, ...rulesets(7) })).join(), /own token/)
  const given = `${command}        env: { GITHUB_TOKEN: "\${{ steps.app.outputs.token }}" }\n`
  assert.deepEqual(await examine(t, { ...own, [RELEASE_WORKFLOW]: given, ...rulesets(7) }), [])
})

test('a release that starts at every push is told so, unless it looks at the branch itself', async (t) => {
  const everywhere = changeRelease('    branches: [main]', '    paths-ignore: [docs/**]')
  assert.deepEqual(await examine(t, everywhere), [])
  const guard = RELEASE.split('\n').find((line) => line.includes('default_branch'))!
  const bare = { ...everywhere, [RELEASE_WORKFLOW]: everywhere[RELEASE_WORKFLOW]!.replace(guard, '') }
  assert.match((await examine(t, bare)).join(), /^note: The job release of \S+ starts at every push to any branch/)
})

test('a path of an expression, a release by its number and one by its commit are as good', async (t) => {
  for (const to of [
    'contender@v1.2.3',
    `contender@${'a'.repeat(40)}`,
    `contender@v1\n        with: { config: "\${{ matrix.config }}" } `,
  ])
    assert.deepEqual(await examine(t, change('contender@v1', to)), [])
})

test('a job may wait for the report by way of another, which needs neither config nor checkout', async (t) => {
  const joining = `  report:
    needs: judge
    runs-on: ubuntu-latest
    permissions: { actions: read }
    steps: [{ uses: contender-ml/contender/actions/report@v1, with: { from: run } }]
  comment:
    name: Comment
    needs: report`
  const files = change('  comment:\n    name: Comment\n    needs: judge', joining)
  assert.deepEqual(await examine(t, files), [])
  const elsewhere = {
    [WORKFLOW]: files[WORKFLOW]!.replace('@v1 #', '@v1\n        with: { config: m/contender.yml } #'),
  }
  assert.deepEqual(await examine(t, { ...elsewhere, 'm/contender.yml': '' }), [])
})

test('a job that deploys may write, for no pull request starts it', async (t) => {
  const text = 'on: push\njobs: { a: { permissions: { contents: write }, steps: [{ run: contender train }] } }'
  const said = await examine(t, { [WORKFLOW]: text })
  assert.deepEqual(
    said.filter((each) => !/summary/.test(each)),
    [],
  )
})

test('rulesets: named where something is registered, and never passed by every workflow', async (t) => {
  const empty = await folderWith(t)
  assert.deepEqual(await checkRulesets(empty, false), [])
  const [unsaid] = await checkRulesets(empty, true)
  assert.match(unsaid!.message, /^Nothing here says who may make, move or delete tags of the registry\.$/)
  const said = async (app?: number) => {
    const files = Object.fromEntries(rulesetFiles(app).map(({ path, text }) => [path, text]))
    return (await checkRulesets(await folderWith(t, files), true)).map(({ message, status }) => `${status}: ${message}`)
  }
  assert.deepEqual(await said(), [
    'ok: .github/rulesets says who writes the registry: its administrators, as long as there is no App',
  ])
  assert.deepEqual(await said(123), ['ok: .github/rulesets says who writes the registry: App 123'])
  assert.match((await said(15368))[0]!, /^problem: .*contender-ledger\.json lets every workflow pass/)
  const broken = await folderWith(t, { '.github/rulesets/contender-registry.json': '{' })
  assert.match(
    (await checkRulesets(broken, false))[0]!.message,
    /contender-registry\.json is no ruleset of GitHub's\.$/,
  )
})
