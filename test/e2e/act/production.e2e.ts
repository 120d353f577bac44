import assert from 'node:assert/strict'
import { appendFile, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { DriftEvent, RetrainEvent } from '../../../core/ledger/event.ts'
import { contender } from '../../command-line.ts'
import type { GitHub } from '../../github/github.ts'
import { installationToken } from '../../github/tokens.ts'
import { edit } from './author.ts'
import { repositoryRoot, unlessInstalled } from './installed.ts'
import { openScene, setUpRetraining } from './scene.ts'

/** One flight in forty: the days, which decide, stay all. */
async function sample(folder: string): Promise<void> {
  const file = join(folder, 'prepare.sql')
  const sql = await readFile(file, 'utf8')
  await writeFile(file, sql.replaceAll('FROM flights WHERE', 'FROM flights WHERE flight % 40 = 0 AND'))
}

/** Fails each run of the job that watches. */
const GONE = `
  gone:
    task: regression
    data: { train: nowhere.csv, target: y }
    predictions: nowhere.csv
    drift: { logs: { files: nowhere.csv, time: at } }
`

test('flights in production: a run of the schedule judges the week into the ledger, and a challenger is trained with the token of the App, though the logs of another model are gone', {
  skip: unlessInstalled('.tools/act'),
}, async (t) => {
  const modules = `ln -sfn '${repositoryRoot}/node_modules' node_modules`
  const { github, schedule } = await openScene(t, {
    example: 'flights/production',
    actions: ({ world }) => setUpRetraining(t, installationToken(world).value),
    programs: { npm: modules },
    begin: async (folder) => {
      await sample(folder)
      // In a sample nobody knows whether there is a breach; a schedule asks for none.
      await edit('contender.yml', 'retrain: { ', 'retrain: { when: schedule, ')(folder)
      await appendFile(join(folder, 'contender.yml'), GONE)
      const workflow = join(folder, '.github/workflows/contender-drift.yml')
      const steps = await readFile(workflow, 'utf8')
      await writeFile(workflow, steps.replaceAll('test: served', 'model: delay\n          test: served'))
      await writeFile(join(folder, '.gitignore'), '.contender/\nlabels/\nlogs/\nnode_modules\n')
      await symlink(join(repositoryRoot, 'node_modules'), join(folder, 'node_modules'), 'junction')
      const { code, error } = await contender('train', folder)
      assert.equal(code, 0, error)
    },
  })
  const { code, jobs, log } = await schedule('contender-drift.yml')
  assert.equal(code, 1, log)
  assert.deepEqual([jobs.drift!.results, jobs.retrain!.results], [['failure'], ['success']], log)
  assert.match(jobs.drift!.outputs.verdict!, /^(insufficient|drift)$/)
  assert.match(jobs.drift!.summary, /log_loss/)
  const [window, ...none] = await eventsOf<DriftEvent>(github, 'drift/delay/')
  assert.deepEqual([none, window!.summary.window.to], [[], '2001-03-01T00:00:00.000Z'])
  assert.equal(window!.summary.families.features, 'stable')
  const [trained] = await eventsOf<RetrainEvent>(github, 'retrain/delay/')
  assert.deepEqual([trained!.train.to, trained!.holdout.to], ['2001-02-15T00:00:00.000Z', '2001-03-01T00:00:00.000Z'])
  const { body } = await github.request('GET', '/repos/acme/models/pulls?state=open')
  const logins = (body as { user: { login: string } }[]).map(({ user }) => user.login)
  assert.deepEqual(logins, trained!.outcome === 'pass' ? ['contender[bot]'] : [])
})

async function eventsOf<T>({ git }: GitHub, folder: string): Promise<T[]> {
  const paths = await git.lines('ls-tree', '-r', '--name-only', 'contender/ledger', folder)
  return Promise.all(paths.map(async (path) => JSON.parse(await git.text('show', `contender/ledger:${path}`)) as T))
}
