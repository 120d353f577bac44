import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { NAMES, peopleCsv } from '../actions/people.ts'
import { script } from '../actions/repository.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'

/** Rows to judge on: of other people, on later days. */
const laterPeople = () =>
  peopleCsv({ rows: 600, days: 30, seed: 2 })
    .replaceAll(/^(?=\d)/gm, '9000')
    .replaceAll('2026-03-', '2026-05-')
    .replaceAll(new RegExp(`,(?=${NAMES.join('|')})`, 'g'), ',Young ')

test('the life of a model, from an empty set-up to a rollback, through the command line alone', async (t) => {
  const folder = await folderWith(t, {
    'data/train.csv': peopleCsv({ rows: 900, days: 30, seed: 1 }),
    'data/test.csv': laterPeople(),
  })
  script(folder, 'git init -q -b main', 'git config user.name Ann', 'git config user.email ann@example.com')
  let minute = 0
  /** Runs a command a minute after the one before; gives what it printed. */
  const say = async (line: string, expected = 0): Promise<string> => {
    const now = new Date(Date.UTC(2026, 10, 21, 10, minute++)).toISOString()
    const { code, error, out } = await contender(line, folder, {}, now)
    assert.equal(code, expected, `${line}\n${out}${error}`)
    return out
  }
  const keep = (message: string) => script(folder, 'git add -A', `git commit -qm "${message}"`, 'git rev-parse HEAD')
  const change = async (file: string, was: string, is: string) => {
    const text = await readFile(join(folder, file), 'utf8')
    assert.ok(text.includes(was), text)
    await writeFile(join(folder, file), text.replace(was, is))
  }
  const runs = async () => JSON.parse(await say('runs --json')).runs.map(({ run }: { run: { id: string } }) => run.id)

  // An afternoon to set it up.
  const set = await say('init --yes --model delay --target late --run gradient-boosting')
  assert.match(set, /^written {3}contender\.yml\n[\s\S]*contender\.schema\.yml[\s\S]*contender pipeline/)
  await change('contender.yml', '      seed: 7', '      params: { rounds: 40 }\n      seed: 7')
  await change(
    'contender.yml',
    'margin: 0.005 }',
    'margin: 0.05 }\n      - { metric: roc_auc, against: production, margin: 0.05 }',
  )
  await say('doctor')
  assert.match(await say('validate'), /^delay {2}PASS {2}all \d+ checks passed\n {2}900 rows of data\/train\.csv/)

  // The first model, and its way into production.
  keep('Set it up')
  assert.match(await say('train'), /^delay {2}trained in [\d.]+ s: models\/delay\.onnx/)
  const first = await say('pipeline')
  assert.match(first, /^delay {2}unchanged since run [0-9a-f-]+ .*; --force trains again$/m)
  assert.match(first, /^delay {2}PASS {2}There is nothing to compare with yet, and no gate was broken\.$/m)
  keep('Keep the first model')
  assert.match(await say('runs record'), /^delay {2}run [0-9a-f-]+ recorded in contender\/ledger of this clone$/m)
  assert.match(await say('registry register delay'), /^delay {2}v1\.0\.0 registered {2}tag delay@v1\.0\.0 on \w{7}$/m)
  await say('registry assign delay v1.0.0 production', 2)
  assert.match(await say('registry assign delay v1.0.0 staging'), /^delay {2}v1\.0\.0 → staging {2}tag delay#staging#1/)
  assert.match(
    await say('registry assign delay v1.0.0 production'),
    /^delay {2}v1\.0\.0 → production {2}tag delay#production#2/,
  )

  // Somebody wants it otherwise.
  script(folder, 'git checkout -q -b slower')
  await change('contender.yml', 'rounds: 40', 'rounds: 60, learning_rate: 0.05')
  const commit = keep('Learn more slowly')
  const second = await say('pipeline')
  assert.match(second, /^ {2}since run [0-9a-f-]+: params\.rounds 40 → 60; params\.learning_rate is new$/m)
  assert.match(second, /^delay {2}PASS {2}roc_auc is .* base.*: [+−]0\.\d+ \[/m)
  assert.match(second, /^ {2}against production \(v1\.0\.0\) on 600 rows in 30 groups$/m)
  assert.match(
    await readFile(join(folder, '.contender/report.md'), 'utf8'),
    /^## ✅ Contender: pass, every gate passed$/m,
  )
  assert.match(await say('reproduce latest'), /^delay {2}bit-identical: run [0-9a-f-]+ made again from \w{7}$/m)
  const compared = await say('runs diff latest~1 latest')
  assert.match(compared, /^ {2}params {2}rounds {9}40 → 60\n {10}learning_rate {2}not set → 0\.05$/m)
  assert.match(compared, /^ {2}against run [0-9a-f-]+ on 600 rows in 30 groups$/m)
  await say('runs record', 2)

  // It is merged, recorded and promoted.
  keep('Keep the slower model')
  script(folder, 'git checkout -q main', 'git merge -q --no-ff -m "Merge the slower model" slower')
  assert.match(await say('runs record'), /recorded in contender\/ledger of this clone/)
  assert.match(await say('registry register delay --reason "Learns slowly"'), /^delay {2}v1\.1\.0 registered/)
  await say('registry assign delay v1.1.0 staging')
  assert.match(await say('registry assign delay v1.1.0 production'), /→ production {2}\(was v1\.0\.0\)/)
  const [latest] = await runs()
  const made = await say('lineage delay@v1.1.0')
  assert.match(made, /^delay@v1\.1\.0, in staging and production\n/)
  assert.match(
    made,
    new RegExp(`run ${latest} .* from commit ${commit.slice(0, 7)}, .*known here and in the ledger$`, 'm'),
  )
  assert.match(made, /register v1\.1\.0 by Ann: Learns slowly$/m)
  assert.match(
    await say('lineage delay@v1.1.0 --format mermaid'),
    /^```mermaid\nflowchart LR\n[\s\S]*\{\{"production"\}\}/,
  )

  // And it was not as good as it looked.
  assert.match(
    await say('registry rollback delay --reason "Complaints"'),
    /^delay {2}v1\.0\.0 → production {2}\(was v1\.1\.0\)/,
  )
  assert.match(await say('registry show delay'), /^delay {2}staging v1\.1\.0, production v1\.0\.0$/m)
  assert.match(await say('audit log'), /Ann {2}registry\.rollback {2}delay {2}v1\.0\.0 {3}production {2}Complaints$/m)
  assert.match(
    await say('audit verify'),
    /PASS\n {2}9 events in 10 commits \(7 of the audit log, 2 runs\); held against 7 tags/,
  )
  assert.equal(script(folder, 'git status --porcelain'), '')
})
