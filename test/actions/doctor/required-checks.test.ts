import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Host } from '../../../actions/action.ts'
import { checkRequiredChecks } from '../../../actions/doctor/required-checks.ts'
import { rulesetFiles } from '../../../actions/init/ruleset-files.ts'
import { WORKFLOW, workflowText } from '../../../actions/init/workflow-text.ts'
import { folderWith } from '../../folder.ts'
import { scene } from '../../github/routes/scene.ts'

const BOTH = ['contender / metrics', 'contender / governance'] as const
const OWN = '.github/rulesets/own.json'

type Checks = readonly { readonly context: string; readonly integration_id?: number | null }[]

/** A ruleset of the team's own, for the default branch. */
function ruleset(checks: Checks) {
  const parameters = { strict_required_status_checks_policy: false, required_status_checks: checks }
  return {
    name: 'own',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [{ type: 'deletion' }, { type: 'required_status_checks', parameters }],
  }
}

const of = (id: number | null): Checks => BOTH.map((context) => ({ context, integration_id: id }))
const proposed = (app: number | undefined, but = '') =>
  Object.fromEntries(rulesetFiles(app).flatMap(({ path, text }) => (path.includes(but || '?') ? [] : [[path, text]])))

async function examine(t: TestContext, files: Record<string, string>, environment: Host['environment'] = {}) {
  const workflow = workflowText({ config: 'contender.yml', lfs: false, setUp: [] })
  const root = await folderWith(t, { [WORKFLOW]: workflow, ...files })
  const found = await checkRequiredChecks({ root, host: { environment } as Host })
  for (const { next, status } of found) assert.equal(next === null, status === 'ok')
  return found.map(({ message, status }) => `${status}: ${message}`)
}

const FOUND: readonly (readonly [title: string, files: Record<string, string>, says: readonly RegExp[]])[] = [
  ['no rulesets, no App', {}, []],
  ['what init proposes without the App', proposed(undefined), []],
  ['the check of a job, without the App', { [OWN]: JSON.stringify(ruleset([{ context: 'Train and judge' }])) }, []],
  ['what is no ruleset', { [OWN]: '{' }, []],
  [
    'what init proposes with the App',
    proposed(7),
    [/^ok: merges need `contender \/ metrics` and `contender \/ governance` of App 7$/],
  ],
  [
    'the App, and no check required',
    proposed(7, 'checks'),
    [/^note: Nothing here requires `contender \/ metrics` and `contender \/ governance`\.$/],
  ],
  [
    'our checks of any source',
    { [OWN]: JSON.stringify(ruleset(BOTH.map((context) => ({ context })))) },
    BOTH.map(
      (name) => new RegExp(`^problem: .*own\\.json takes \`${name}\` of any source: a workflow of a pull request`),
    ),
  ],
  [
    'our checks of GitHub Actions',
    { [OWN]: JSON.stringify(ruleset(of(15368).slice(0, 1))) },
    [
      /^problem: .*own\.json takes `contender \/ metrics` of GitHub Actions, as which the workflows of every pull request act\.$/,
    ],
  ],
  [
    'our checks of another App than the registry’s',
    { ...proposed(7, 'checks'), [OWN]: JSON.stringify(ruleset(of(8).slice(1))) },
    [
      /^problem: .*own\.json takes `contender \/ governance` of App 8, and the rulesets let App 7 write the registry\.$/,
    ],
  ],
  [
    'the check of a job beside the App',
    { ...proposed(7), [OWN]: JSON.stringify(ruleset([{ context: 'Train and judge' }])) },
    [/^note: .*own\.json requires `Train and judge`, the check of a job that a pull request can change\.$/],
  ],
  [
    'another App in a ruleset of the team’s own',
    {
      [OWN]: JSON.stringify({
        ...ruleset([{ context: 'Train and judge' }]),
        bypass_actors: [{ actor_id: 99, actor_type: 'Integration', bypass_mode: 'always' }],
      }),
    },
    [],
  ],
  [
    'a ruleset that is switched off',
    { [OWN]: JSON.stringify({ ...ruleset(BOTH.map((context) => ({ context }))), enforcement: 'disabled' }) },
    [],
  ],
  [
    'one of our checks alone, with its source',
    { [OWN]: JSON.stringify(ruleset(of(7).slice(0, 1))) },
    [/^note: Nothing here requires `contender \/ governance`\.$/],
  ],
]

for (const [title, files, says] of FOUND)
  test(`required checks, by files: ${title}`, async (t) => {
    const said = await examine(t, files)
    assert.equal(said.length, says.length, said.join('\n'))
    for (const [at, pattern] of says.entries()) assert.match(said[at]!, pattern)
  })

/** What a job of acme/models may ask GitHub. */
async function job(t: TestContext, rulesets: readonly object[], older: readonly object[] = []) {
  const { github } = await scene(t)
  for (const body of rulesets)
    assert.equal((await github.request('POST', '/repos/acme/models/rulesets', body)).status, 201)
  const protection = { required_status_checks: { contexts: [], checks: older } }
  github.world.before.push((_call, route) =>
    route.endsWith('/branches/{branch}') && !route.includes('/rules/') && older.length > 0
      ? { status: 200, body: { name: 'main', protection } }
      : undefined,
  )
  const token = github.jobToken({ permissions: { contents: 'read' } })
  return { GITHUB_TOKEN: token, GITHUB_REPOSITORY: 'acme/models', GITHUB_API_URL: github.url }
}

test('required checks: what GitHub asks for counts, and not what a file proposes', async (t) => {
  assert.deepEqual(await examine(t, proposed(7), await job(t, [])), [
    'note: main at GitHub does not require `contender / metrics` and `contender / governance`.',
  ])
  assert.deepEqual(await examine(t, proposed(7), await job(t, [ruleset(of(7))])), [
    'ok: merges need `contender / metrics` and `contender / governance` of App 7',
  ])
})

test('required checks: a source that is missing at GitHub is found, whatever the files say', async (t) => {
  const checks = [...of(7).slice(0, 1), { context: BOTH[1] }]
  assert.deepEqual(await examine(t, proposed(7), await job(t, [ruleset(checks)])), [
    'problem: main at GitHub takes `contender / governance` of any source: a workflow of a pull request can make a check of that name.',
  ])
})

test('required checks: a ruleset that is not active asks for nothing', async (t) => {
  const draft = { ...ruleset([{ context: BOTH[0] }]), enforcement: 'evaluate' }
  assert.deepEqual(await examine(t, {}, await job(t, [draft])), [])
})

test('required checks: what GitHub does not tell is said, and the files are looked at all the same', async (t) => {
  const environment = { ...(await job(t, [])), GITHUB_TOKEN: 'gone' }
  const [unknown, ...others] = await examine(t, proposed(7), environment)
  assert.match(
    unknown!,
    /^note: Cannot use the rules of acme\/models: GET \/repos\/acme\/models was answered with 401, Bad credentials/,
  )
  assert.deepEqual(others, ['ok: merges need `contender / metrics` and `contender / governance` of App 7'])
})

test('required checks: a branch protection of the older kind counts as a ruleset does', async (t) => {
  const sure = BOTH.map((context) => ({ context, app_id: 7 }))
  assert.deepEqual(await examine(t, {}, await job(t, [], sure)), [
    'ok: merges need `contender / metrics` and `contender / governance` of App 7',
  ])
  const [first] = await examine(t, {}, await job(t, [], [{ context: BOTH[0], app_id: -1 }]))
  assert.match(first!, /^problem: main at GitHub takes `contender \/ metrics` of any source/)
})
