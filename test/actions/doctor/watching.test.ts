import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { checkWatched } from '../../../actions/doctor/watched.ts'
import { checkWorkflow } from '../../../actions/doctor/workflow.ts'
import { DRIFT_WORKFLOW, driftWorkflows } from '../../../actions/init/drift-workflow-texts.ts'
import { WORKFLOW, workflowText } from '../../../actions/init/workflow-text.ts'
import { openProject } from '../../../actions/project.ts'
import { RETRAIN_WORKFLOW } from '../../../core/commands/retrain-workflow.ts'
import { folderWith } from '../../folder.ts'

type Files = Readonly<Record<string, string>>
type Patient = Parameters<typeof checkWorkflow>[0]
type Host = Parameters<typeof openProject>[1]

const NEEDS = { config: 'contender.yml', lfs: false, setUp: [] }
const JUDGING = { [WORKFLOW]: workflowText(NEEDS) }
const DRIFT = driftWorkflows(NEEDS).find(({ path }) => path === DRIFT_WORKFLOW)!.text
const RETRAIN = driftWorkflows(NEEDS).find(({ path }) => path === RETRAIN_WORKFLOW)!.text
const SCHEDULE = /^ {2}schedule:\n(?: {4}.*\n)+/m.exec(DRIFT)![0]
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** What the check says of a repository with these workflows, but for what is as it should be. */
async function examine(t: TestContext, files: Files, host: Partial<Host> = {}): Promise<string[]> {
  const root = await folderWith(t, { 'contender.yml': '', ...JUDGING, ...files })
  const found = await checkWorkflow({ root, host: { environment: {}, ...host } } as Patient)
  for (const { next, status } of found) assert.equal(next === null, status === 'ok')
  return found.filter(({ status }) => status !== 'ok').map(({ message, status }) => `${status}: ${message}`)
}

/** A workflow of `init --drift`, changed; what is changed has to be there. */
function changed(text: string, ...pairs: readonly (readonly [from: string, to: string])[]): string {
  return pairs.reduce((before, [from, to]) => {
    assert.ok(before.includes(from), from)
    return before.replaceAll(from, to)
  }, text)
}

const drift = (...pairs: Parameters<typeof changed>[1][]) => ({ [DRIFT_WORKFLOW]: changed(DRIFT, ...pairs) })
const retrain = (...pairs: Parameters<typeof changed>[1][]) => ({ [RETRAIN_WORKFLOW]: changed(RETRAIN, ...pairs) })

const BY_OWN = [`CONTENDER_PULL_TOKEN: \${{ steps.app.outputs.token }}`, 'OTHER: 1'] as const
const MAY_OPEN = ['checks: read', 'pull-requests: write'] as const

test('what init --drift writes is sound, beside what judges pull requests', async (t) => {
  assert.deepEqual(await examine(t, { [DRIFT_WORKFLOW]: DRIFT, [RETRAIN_WORKFLOW]: RETRAIN }), [])
})

test('the example of production is sound', async () => {
  const [folder] = globSync('examples/flights/production/.github', { cwd: ROOT })
  const found = await checkWorkflow({ root: join(ROOT, folder!, '..'), host: { environment: {} } } as Patient)
  assert.deepEqual(
    found.filter(({ status }) => status !== 'ok'),
    [],
  )
})

const WRONG: readonly (readonly [title: string, files: Files, says: readonly RegExp[]])[] = [
  [
    'a schedule that records nothing',
    drift(['          record: true\n', '']),
    [
      /^note: The job drift of \S+contender-drift\.yml judges production by schedule without record: no later window knows of it\.$/,
    ],
  ],
  [
    'a schedule that tells nobody, and records nothing',
    drift(['          record: true\n', ''], ['          respond: true\n', '']),
    [/without record and respond: no later window knows of it, and nobody is told\.$/],
  ],
  [
    'a command without its flags',
    {
      [DRIFT_WORKFLOW]: `on: { schedule: [{ cron: "0 6 * * *" }] }
permissions: { contents: write }
jobs:
  a:
    steps:
      - { uses: actions/checkout@v5, with: { persist-credentials: false } }
      - run: npx contender drift --record
`,
    },
    [/^note: The job a of \S+ judges production by schedule without respond: nobody is told\.$/],
  ],
  [
    'no right to write the ledger and the issue',
    drift(['contents: write # the ledger\n      issues: write', 'contents: read #']),
    [/^problem: The job drift of \S+ may not watch production: it lacks contents: write and issues: write\.$/],
  ],
  [
    'no rights at all',
    { [DRIFT_WORKFLOW]: DRIFT.slice(0, DRIFT.indexOf('  retrain:')).replace(/ {4}permissions:\n.*\n.*\n/, '') },
    [/^problem: The job drift of \S+ may not watch production: it lacks contents: write and issues: write\.$/],
  ],
  [
    'nothing checked out',
    { [DRIFT_WORKFLOW]: DRIFT.slice(0, DRIFT.indexOf('  retrain:')).replace('actions/checkout@', 'actions/cache@') },
    [/^problem: The job drift of \S+ has checked nothing out\.$/],
  ],
  [
    'a config that is not there',
    retrain([`        with:\n          model:`, `        with:\n          config: a/contender.yml\n          model:`]),
    [/^problem: The job retrain of \S+ takes a\/contender\.yml, which is not there\.$/],
  ],
  [
    'a branch of ours',
    retrain(['actions/retrain@v1', 'actions/retrain@main']),
    [/^note: The job retrain of \S+ takes Contender at `main`, which is no release/],
  ],
  [
    'a retraining that may not write',
    retrain(['contents: write # the ledger', 'contents: read']),
    [/^problem: The job retrain of \S+ may not retrain: it lacks contents: write\.$/],
  ],
  [
    'a retraining by an App that may not read who governs, and tells no issue',
    retrain(['      checks: read', '      pages: read'], ['      issues: write', '      actions: write']),
    [/^problem: The job retrain of \S+ may not retrain: it lacks checks: read and issues: write\.$/],
  ],
  [
    'a retraining by the own token of the job that tells no issue: who governs is no matter',
    retrain(BY_OWN, MAY_OPEN, ['      issues: write', '      actions: write']),
    [/^problem: The job retrain of \S+ may not retrain: it lacks issues: write\.$/, /^note: .* own token/],
  ],
  [
    'a retraining by the own token of the job',
    retrain(BY_OWN, MAY_OPEN),
    [
      /^note: The job retrain of \S+ opens pull requests by the job's own token: their checks wait until somebody lets them run\.$/,
    ],
  ],
  [
    'the own token under another name, and no right to open a pull request',
    retrain([BY_OWN[0], `CONTENDER_PULL_TOKEN: \${{ secrets.GITHUB_TOKEN }}`]),
    [/^problem: The job retrain of \S+ may not retrain: it lacks pull-requests: write\.$/, /^note: .* own token/],
  ],
  [
    'a training whose code can read the token',
    retrain(['persist-credentials: false', 'clean: true']),
    [/^note: The job retrain of \S+ leaves its token where a training command can read it\.$/],
  ],
]

for (const [title, files, says] of WRONG)
  test(`a workflow that watches, and what is said: ${title}`, async (t) => {
    const found = await examine(t, files)
    assert.equal(found.length, says.length, found.join('\n'))
    for (const [at, one] of says.entries()) assert.match(found[at]!, one)
  })

test('what asks for less needs less: no schedule, nothing recorded, a trial, an App in the place of the job', async (t) => {
  const cases = [
    drift(
      [SCHEDULE, ''],
      ['          record: true\n          respond: true\n', ''],
      ['contents: write # the ledger\n      issues: write', 'contents: read #'],
    ),
    retrain(['fail-on: never', 'dry-run: true'], ['contents: write', 'contents: read'], BY_OWN),
    retrain(['fail-on: never', `github-token: \${{ steps.app.outputs.token }}`], ['contents: write', 'contents: read']),
  ]
  for (const files of cases) assert.deepEqual(await examine(t, files), [])
})

const COMMANDS: readonly (readonly [run: string, isTrial: boolean])[] = [
  ['npx contender retrain --model a \\\n  --dry-run', true],
  ['npx contender retrain --dry-run\necho done', true],
  [`npx contender retrain \${{ inputs.trial && '--dry-run' }}`, true],
  ['# npx contender retrain\ntrue', true],
  ['npx contender retrain', false],
  ['npx contender retrain || true # never --dry-run', false],
  ['npx contender retrain --model a\n# --dry-run', false],
  ['npx contender retrain && other --dry-run', false],
  ['other --dry-run; npx contender retrain', false],
  ['npx contender retrain --dry-run\nnpx contender retrain', false],
]

for (const [run, isTrial] of COMMANDS)
  test(`a command ${isTrial ? 'trains nothing' : 'retrains'}: ${run}`, async (t) => {
    const steps = [{ uses: 'actions/checkout@v5', with: { 'persist-credentials': false } }, { run }]
    const text = JSON.stringify({ on: 'workflow_dispatch', permissions: {}, jobs: { a: { steps } } })
    const found = await examine(t, { [RETRAIN_WORKFLOW]: text })
    const lacks =
      /^problem: The job a of \S+ may not retrain: it lacks contents: write and issues: write and pull-requests: write/
    if (isTrial) assert.deepEqual(found, [])
    else assert.match(found[0]!, lacks)
  })

test('a flag in a comment, or of another command, asks for nothing', async (t) => {
  const asking = async (run: string) => {
    const steps = [{ uses: 'actions/checkout@v5', with: { 'persist-credentials': false } }, { run }]
    const on = { schedule: [{ cron: '17 6 * * *' }] }
    const permissions = { contents: 'write', issues: 'write' }
    return examine(t, { [DRIFT_WORKFLOW]: JSON.stringify({ on, permissions, jobs: { a: { steps } } }) })
  }
  assert.deepEqual(await asking('npx contender drift \\\n  --record \\\n  --respond'), [])
  const without = /^note: The job a of \S+ judges production by schedule without record and respond/
  assert.match((await asking('npx contender drift # --record --respond')).join('\n'), without)
  assert.match((await asking('npx contender drift\nother --record --respond')).join('\n'), without)
})

test('a retraining by the own token: GitHub is asked whether it may open pull requests', async (t) => {
  const files = retrain(BY_OWN, MAY_OPEN)
  const asked: string[] = []
  const at = (status: number, body: object): Partial<Host> => ({
    environment: { GITHUB_TOKEN: 't', GITHUB_REPOSITORY: 'acme/flights' },
    fetch: async (url) => {
      asked.push(new URL(String(url instanceof Request ? url.url : url)).pathname)
      return Response.json(body, { status })
    },
  })
  const settings = (may: boolean) =>
    at(200, { default_workflow_permissions: 'read', can_approve_pull_request_reviews: may })
  assert.match(
    (await examine(t, files, settings(false))).join('\n'),
    /^problem: The job retrain of \S+ opens pull requests by the job's own token, which this repository does not let it do\.$/,
  )
  assert.match((await examine(t, files, settings(true))).join('\n'), /^note: .* until somebody lets them run\.$/)
  assert.match((await examine(t, files, at(403, { message: 'no' }))).join('\n'), /^note: .* until somebody lets/)
  assert.deepEqual(asked, Array(3).fill('/repos/acme/flights/actions/permissions/workflow'))
})

const MODEL = `    task: regression
    predictions: p.csv
    data: { train: train.csv, target: y }
    drift: { logs: { files: logs.csv, time: at }REFERENCE }
`
const CONFIG = `models:\n  a:\n${MODEL}  b/c:\n${MODEL}`

async function findings(t: TestContext, files: Files, reference = '', config = 'contender.yml') {
  const folder = await folderWith(t, { [config]: CONFIG.replaceAll('REFERENCE', reference), '.git/HEAD': '', ...files })
  const project = await openProject({ config, out: '.contender' }, { directory: folder } as Host)
  const host = { now: () => new Date('2026-01-01') } as Host
  const all = await Promise.all(
    project.models.map((model) => checkWatched({ ...project, root: folder }, model, { host })),
  )
  return all.flat()
}

/** What is said of each model. */
async function watched(...of: Parameters<typeof findings>): Promise<string[]> {
  return (await findings(...of)).map(({ message, status }) => `${status}: ${message}`)
}

test('each model with a drift section is watched by a schedule, or it is said which is not', async (t) => {
  const all = { [DRIFT_WORKFLOW]: DRIFT }
  const ok = (model: string) => `ok: ${DRIFT_WORKFLOW} watches ${model} in production`
  const not = (model: string) => `note: ${model} has a \`drift\` section, and no workflow watches it by schedule.`
  assert.deepEqual(await watched(t, {}), [not('a'), not('b/c')])
  assert.deepEqual(await watched(t, all), [ok('a'), ok('b/c')])
  const of = (model: string) => ({ [DRIFT_WORKFLOW]: changed(DRIFT, ['record: true', `model: ${model}`]) })
  assert.deepEqual(await watched(t, of('b/c')), [not('a'), ok('b/c')])
  assert.deepEqual(await watched(t, of(`\${{ matrix.model }}`)), [ok('a'), ok('b/c')])
  const byHand = { [DRIFT_WORKFLOW]: changed(DRIFT, [SCHEDULE, '']) }
  assert.deepEqual(await watched(t, byHand), [not('a'), not('b/c')])
  // A workflow that names no config judges the one at the top.
  assert.deepEqual(await watched(t, all, '', 'm/other.yml'), [not('a'), not('b/c')])
  const other = { [DRIFT_WORKFLOW]: changed(DRIFT, ['record: true', 'config: m/other.yml']) }
  assert.deepEqual(await watched(t, other, '', 'm/other.yml'), [ok('a'), ok('b/c')])
})

test('a reference that is named has to be there: no profile stands in for it', async (t) => {
  const said = async (files: Files, reference: string) =>
    (await watched(t, files, `, reference: ${reference}`)).filter((one) => !/schedule/.test(one))
  const missing = (name: string) => `problem: ${name} of \`drift.reference\` is not there.`
  assert.deepEqual(await said({}, 'ref.parquet'), [missing('ref.parquet'), missing('ref.parquet')])
  assert.deepEqual(await said({}, 'ref/*.csv'), [missing('ref/*.csv'), missing('ref/*.csv')])
  assert.deepEqual(await said({ 'ref/1.csv': 'y\n1\n' }, 'ref/*.csv'), [])
  const remedies = async (files: Files, reference: string) =>
    (await findings(t, files, `, reference: ${reference}`)).flatMap(({ next, status }) =>
      status === 'problem' ? [next!] : [],
    )
  const stored = { '.contender/a/profile.json': '{}' }
  assert.deepEqual(await said(stored, 'ref.parquet'), [missing('ref.parquet'), missing('ref.parquet')])
  assert.deepEqual(await said(stored, 'ref.json'), [missing('ref.json'), missing('ref.json')])
  assert.deepEqual(await said(stored, '.contender/a/profile.json'), [])
  const [there, none] = [await remedies(stored, 'ref.parquet'), await remedies(stored, 'ref.json')]
  assert.match(there[0]!, /correct the path in the config, or name \.contender\/a\/profile\.json, the profile of/)
  assert.match(there[1]!, /^Put the rows there, or correct the path in the config\.$/)
  assert.equal(none[0], 'Correct its path in the config: .contender/a/profile.json is there.')
  assert.match(none[1]!, /or run `contender validate`, which writes profile\.json\.$/)
  assert.deepEqual(await said({}, 'profile.json'), [missing('profile.json'), missing('profile.json')])
})

test('a schedule that lies in quiet hours alone would never tell anybody, and that is said', async (t) => {
  const said = async (files: Files, quiet: string) =>
    (await watched(t, files, `, alert: { quiet: { ${quiet} } }`)).filter(
      (one) => one.startsWith('note') && / a\b/.test(one),
    )
  const night = 'from: "22:00", to: "07:00", zone: America/New_York'
  const why = '`17 6 * * *` runs in quiet hours (22:00 to 07:00, America/New_York) alone, so nobody is told of drift'
  const never = `note: In ${DRIFT_WORKFLOW}, for a: ${why}: let it run outside of them.`
  assert.deepEqual(await said(drift(), night), [never])
  assert.deepEqual(await said(drift(), 'from: "22:00", to: "06:00"'), [])
  const timed = (zone: string) => drift(['cron: "17 6 * * *"', `cron: "17 9 * * *"\n      timezone: ${zone}`])
  assert.deepEqual(await said(timed('America/New_York'), night), [])
  assert.match(
    (await said(timed('Europe/Berlin'), night))[0]!,
    /^note: In \S+, for a: `17 9 \* \* \* *` runs in quiet hours/,
  )
  assert.deepEqual(await said(timed('Europe/Berlim'), night), [], 'GitHub says so itself')
  // Whoever tells nobody at any time is no worse in quiet hours, and one that tells outside of them is enough.
  assert.deepEqual(await said(drift(['          respond: true\n', '']), night), [])
  const noon = { '.github/workflows/noon.yml': changed(DRIFT, ['17 6 * * *', '17 17 * * *']) }
  assert.deepEqual(await said({ ...drift(), ...noon }, night), [])
})
