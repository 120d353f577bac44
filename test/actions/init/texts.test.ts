import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { commentWorkflowText } from '../../../actions/init/comment-workflow-text.ts'
import { configText } from '../../../actions/init/config-text.ts'
import { driftWorkflows } from '../../../actions/init/drift-workflow-texts.ts'
import { look } from '../../../actions/init/look.ts'
import type { Plan } from '../../../actions/init/plan.ts'
import { prepareSql } from '../../../actions/init/prepare-sql.ts'
import { releaseWorkflowText } from '../../../actions/init/release-workflow-text.ts'
import { needsOf } from '../../../actions/init/workflow-needs.ts'
import { workflowText } from '../../../actions/init/workflow-text.ts'
import { cannotRetrain } from '../../../core/commands/retrain-workflow.ts'
import { parseConfig } from '../../../core/config.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { whyNoGlob } from '../../../core/glob/why-no-glob.ts'
import { folderWith } from '../../folder.ts'
import { actionlint, zizmor } from '../../lint-workflows.ts'
import { peopleCsv } from '../people.ts'

const PLAN: Plan = {
  name: 'late',
  task: 'binary-classification',
  data: {
    train: 'train.csv',
    test: 'test.csv',
    validation: undefined,
    target: 'late',
    positive: undefined,
    id: undefined,
    time: undefined,
    group: undefined,
    exclude: [],
    sensitive: [],
  },
  split: undefined,
  training: undefined,
  model: 'm.onnx',
  predict: undefined,
  predictions: undefined,
  gate: { metric: 'roc_auc', margin: '0.005' },
  notes: [],
}

test('whatever files, columns and commands are called, the config says it back', () => {
  // What has the signs of a glob that we do not support is refused.
  const name = fc.oneof(
    fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => whyNoGlob(text) === undefined),
    fc.constantFrom(
      'yes',
      'null',
      '1',
      '1e3',
      '- a',
      'a: b',
      'a # b',
      "it's",
      '"',
      '\\',
      '*',
      '{',
      '~',
      ' a',
      'a ',
      'é',
      '.5',
    ),
  )
  fc.assert(
    fc.property(name, name, name, fc.array(name, { maxLength: 3 }), (train, target, run, exclude) => {
      const data = { ...PLAN.data, train, target, positive: run, exclude }
      const text = configText({ ...PLAN, data, training: { kind: 'command', run, inputs: exclude } }, 'contender.yml')
      const [model] = parseConfig(text, 'contender.yml').models
      assert.deepEqual(
        [model!.data.train, model!.data.target, model!.data.positive, model!.train!.run, model!.data.exclude],
        [train, target, run, run, exclude],
      )
      assert.deepEqual(model!.train!.inputs, exclude)
    }),
  )
})

for (const [what, roles] of [
  ['ids', { id: 'id', group: undefined, time: undefined }],
  ['groups', { id: 'id', group: 'person', time: undefined }],
  ['rows', { id: undefined, group: undefined, time: undefined }],
  ['time', { id: 'id', group: undefined, time: 'at' }],
] as const) {
  test(`rows are cut by ${what}: each on one side, about a fifth to judge on, the same every time`, async (t) => {
    const directory = await folderWith(t, { "it's.csv": peopleCsv({ rows: 500, days: 25 }) })
    const facts = [{ name: 'at', type: 'time' as const, rows: 500, filled: 500, distinct: 25, levels: [] }]
    const sql = prepareSql("it's.csv", facts, roles)
    const cut = async () => {
      await using engine = await openEngine({ directory, root: directory, prepare: { path: 'prepare.sql', sql } })
      const value = roles.group ?? roles.time ?? 'id'
      const [test, train] = [await engine.read('test', ['id', value]), await engine.read('train', ['id', value])]
      return { test, train, value }
    }
    const { test: judged, train, value } = await cut()
    assert.equal(judged.rows + train.rows, 500)
    assert.ok(judged.rows > 50 && judged.rows < 160, String(judged.rows))
    assert.deepEqual((await cut()).test, judged)
    if (value === 'at') {
      const times = (table: typeof train) => Array.from((table.columns.get('at') as { values: Float64Array }).values)
      assert.ok(Math.max(...times(train)) < Math.min(...times(judged)))
    }
    if (value === 'person') {
      const people = (table: typeof train) =>
        new Set((table.columns.get('person') as { levels: readonly string[] }).levels)
      assert.equal(people(judged).intersection(people(train)).size, 0)
    }
  })
}

test('labels yes and no stay text when rows are cut', async (t) => {
  const directory = await folderWith(t, {
    'd.csv': `id,y\n${Array.from({ length: 40 }, (_, id) => `${id},${id % 2 ? 'yes' : 'no'}`).join('\n')}\n`,
  })
  const sql = prepareSql('d.csv', [], { id: 'id', group: undefined, time: undefined })
  await using engine = await openEngine({ directory, root: directory, prepare: { path: 'prepare.sql', sql } })
  assert.equal((await engine.columns('train'))[1]!.type, 'text')
})

test('configText: the sample of what is watched is a config for each task, once its # is taken away', () => {
  const data = { ...PLAN.data, time: 'at', id: 'a: b #' }
  const training = { kind: 'builtin', name: 'linear' } as const
  const gates = { 'binary-classification': 'roc_auc', 'multiclass-classification': 'accuracy', regression: 'rmse' }
  for (const task of ['binary-classification', 'multiclass-classification', 'regression'] as const)
    for (const plan of [
      { ...PLAN, task, gate: { ...PLAN.gate, metric: gates[task] } },
      { ...PLAN, task, data, training, gate: { ...PLAN.gate, metric: gates[task] } },
    ]) {
      const text = configText(plan, 'contender.yml', { drift: true })
      assert.equal(parseConfig(text, 'contender.yml').models[0]!.drift, undefined)
      const { models } = parseConfig(text.replace(/^ {4}# (?!What)/gm, '    '), 'contender.yml')
      assert.equal(models[0]!.drift!.logs.id, plan.data.id ?? 'id')
      assert.equal(models[0]!.retrain === undefined, plan.training === undefined)
    }
})

const [DRIFT, RETRAIN] = driftWorkflows({ config: 'a b/c.yml', lfs: true, setUp: ['- run: npm ci'] })

const WORKFLOWS = {
  plain: workflowText({ config: 'contender.yml', lfs: false, setUp: [] }),
  lfs: workflowText({ config: 'models/é #1/contender.yml', lfs: true, setUp: ['- run: pip install .'] }),
  forks: commentWorkflowText('contender'),
  'forks of another': commentWorkflowText('Judge: all #1'),
  release: releaseWorkflowText({ config: 'contender.yml', lfs: false, setUp: [] }, 'main'),
  'release of another': releaseWorkflowText({ config: 'a b/c.yml', lfs: true, setUp: ['- run: npm ci'] }, 'on/#1'),
  'release by the App': releaseWorkflowText({ config: 'a b/c.yml', lfs: false, setUp: ['- run: npm ci'] }, 'main', 7),
  drift: DRIFT!.text,
  retrain: RETRAIN!.text,
}

for (const [what, text] of Object.entries(WORKFLOWS)) {
  test(`a workflow pins what is not ours, and never runs for pull_request_target: ${what}`, () => {
    assert.match(text, /^permissions: \{\}$/m)
    assert.equal(text.match(/persist-credentials: false/g)?.length, text.match(/uses: actions\/checkout@/g)?.length)
    for (const [, action, ref] of text.matchAll(/uses: (\S+)@(\S+)/g))
      assert.match(ref!, action!.startsWith('contender-ml/') ? /^v1$/ : /^[0-9a-f]{40}$/)
    assert.doesNotMatch(text, /pull_request_target|run:.*\$\{\{/)
  })
}

test('what runs code of a pull request may only read, and what may comment checks nothing out', () => {
  for (const text of Object.values(WORKFLOWS)) {
    const { jobs } = parse(text) as { jobs: Record<string, { permissions: object; steps: { uses: string }[] }> }
    for (const [name, { permissions, steps }] of Object.entries(jobs)) {
      // They run what was merged, and on nothing else.
      if (['release', 'drift', 'retrain'].includes(name)) continue
      const rights = name === 'judge' ? { contents: 'read' } : { actions: 'read', 'pull-requests': 'write' }
      assert.deepEqual(permissions, rights)
      if (name !== 'judge') assert.deepEqual(steps, [{ uses: 'contender-ml/contender/actions/comment@v1' }])
    }
  }
})

test('what watches production starts by schedule and by hand, on the default branch alone, and a model can be named for retraining', () => {
  const onBranch = `\${{ github.ref_name == github.event.repository.default_branch }}`
  const [drift, retrain] = [parse(WORKFLOWS.drift), parse(WORKFLOWS.retrain)]
  assert.deepEqual(
    [Object.keys(drift.on), Object.keys(retrain.on)],
    [['schedule', 'workflow_dispatch'], ['workflow_dispatch']],
  )
  const { if: when, needs } = drift.jobs.retrain
  assert.deepEqual([drift.jobs.drift.if, needs, retrain.jobs.retrain.if], [onBranch, 'drift', onBranch])
  assert.equal(when, onBranch.replace('{{ ', '{{ !cancelled() && '), 'a job that failed skips those that need it')
  assert.deepEqual(drift.jobs.drift.permissions, { contents: 'write', issues: 'write' })
  for (const { environment, permissions } of [drift.jobs.retrain, retrain.jobs.retrain])
    assert.deepEqual(
      [environment, permissions],
      ['contender-retrain', { contents: 'write', checks: 'read', issues: 'write' }],
    )
  assert.equal(cannotRetrain(WORKFLOWS.retrain, 'main'), undefined)
})

test('what releases starts at a push to one branch or by hand, and has a group for each commit', () => {
  for (const [text, branch] of [
    [WORKFLOWS.release, 'main'],
    [WORKFLOWS['release of another'], 'on/#1'],
  ] as const) {
    const { concurrency, jobs, on } = parse(text)
    assert.deepEqual(on.push, { branches: [branch] })
    assert.deepEqual(Object.keys(on), ['push', 'workflow_dispatch'])
    assert.match(concurrency.group, /github\.sha/)
    assert.deepEqual(jobs.release.permissions, {
      contents: 'write',
      'pull-requests': 'read',
      checks: 'read',
      actions: 'read',
    })
    assert.match(jobs.release.steps.at(-1).uses, /\/actions\/release@v1$/)
  }
  assert.deepEqual(parse(WORKFLOWS['release of another']).jobs.release.steps.at(-1).with, {
    model: `\${{ inputs.model }}`,
    config: 'a b/c.yml',
  })
})

test('a release by the App has its key in an environment, a token of few rights, and nothing to write with beside it', () => {
  const { environment, permissions, steps } = parse(WORKFLOWS['release by the App']).jobs.release
  assert.deepEqual([environment, permissions], ['contender-release', { contents: 'read' }])
  const [token, release] = steps.slice(-2)
  assert.deepEqual(token.with, {
    'app-id': 7,
    'private-key': `\${{ secrets.CONTENDER_APP_PRIVATE_KEY }}`,
    'permission-contents': 'write',
    'permission-pull-requests': 'read',
    'permission-checks': 'read',
    'permission-actions': 'read',
  })
  assert.deepEqual(release.with, {
    model: `\${{ inputs.model }}`,
    'github-token': `\${{ steps.${token.id}.outputs.token }}`,
    config: 'a b/c.yml',
  })
})

test('a config elsewhere is named, whatever its folder is called', () => {
  const { jobs } = parse(WORKFLOWS.lfs)
  assert.deepEqual(jobs.judge.steps.at(-1).with, { config: 'models/é #1/contender.yml' })
  assert.deepEqual(jobs.judge.steps[0].with, { 'persist-credentials': false, lfs: true })
})

test('a workflow is not written around a path that GitHub would take for an expression', () => {
  for (const config of [`a \${{ github.token }}/contender.yml`, 'a\nb/contender.yml'])
    assert.throws(() => workflowText({ config, lfs: false, setUp: [] }), /^UserError: Unexpected path/)
})

/** Every workflow that `init` can write, as files. */
async function allWorkflows(t: TestContext): Promise<string[]> {
  const setUps = await Promise.all(
    ['python train.py', 'Rscript fit.R', 'julia fit.jl', 'node train.mjs'].map(async (run) => {
      const root = await folderWith(t, {
        'models/requirements.txt': 'onnx\n',
        'models/package-lock.json': '{}',
        'models/data.csv.dvc': 'outs:\n- md5: 0123456789abcdef0123456789abcdef\n  path: data.csv\n',
        '.dvc/config': '[\'remote "store"\']\n    url = s3://bucket/store\n',
        '.gitattributes': '*.onnx filter=lfs diff=lfs merge=lfs -text\n',
      })
      const seen = await look({ directory: join(root, 'models'), inGit: false, root })
      return needsOf(root, { commands: [run], config: 'models/contender.yml', seen })
    }),
  )
  const texts = [
    ...Object.values(WORKFLOWS),
    ...setUps.flatMap((needs) => [
      workflowText(needs),
      releaseWorkflowText(needs, 'main'),
      releaseWorkflowText(needs, 'main', 7),
      ...driftWorkflows(needs).map(({ text }) => text),
    ]),
  ]
  const files = Object.fromEntries(texts.map((text, at) => [`.github/workflows/${at}.yml`, text]))
  const folder = await folderWith(t, files)
  return Object.keys(files).map((path) => join(folder, path))
}

test('actionlint finds nothing in any workflow', { skip: actionlint.skip }, async (t) => {
  assert.equal(actionlint.lint(await allWorkflows(t)), '')
})

test('zizmor, as strict as it can be, finds nothing in any workflow', { skip: zizmor.skip }, async (t) => {
  assert.equal(zizmor.lint(await allWorkflows(t)), '')
})

test('what a job installs is said where the config stands, and large files are fetched', async (t) => {
  const root = await folderWith(t, {
    'models/requirements.txt': 'onnx\n',
    '.gitattributes': '*.onnx filter=lfs diff=lfs merge=lfs -text\n',
  })
  const seen = await look({ directory: join(root, 'models'), inGit: false, root })
  const { lfs, setUp } = await needsOf(root, { commands: ['python3 train.py'], config: 'models/contender.yml', seen })
  assert.equal(lfs, true)
  assert.match(setUp.join('\n'), /\n- run: pip install -r requirements\.txt\n {2}working-directory: models$/)
})
