import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { EvidenceIndex } from '../../../core/artifacts/evidence.ts'
import type { Lineage } from '../../../core/artifacts/lineage.ts'
import type { Run } from '../../../core/artifacts/run.ts'
import type { RunEvent } from '../../../core/ledger/event.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { record, released } from './scene.ts'

const json = <T>(folder: string, file: string): T =>
  JSON.parse(readFileSync(join(folder, 'evidence/delay-v1.0.0', file), 'utf8'))

/** A clone in which the released model was trained, judged and recorded again after a commit of documentation. */
async function judgedAgain(t: TestContext) {
  const folder = await released(t)
  const [first] = script(folder, 'git ls-tree -r --name-only contender/ledger runs').trim().split('\n')
  const event: RunEvent = JSON.parse(script(folder, `git show contender/ledger:${first}`))
  const clone = await folderWith(t)
  script(
    clone,
    `git clone -q ${folder} .`,
    'git config user.name Ann',
    'git config user.email ann@example.com',
    'git fetch -q origin contender/ledger:contender/ledger',
    'git remote remove origin',
    'echo "How to read it." > NOTES.md',
    'git add NOTES.md',
    'git commit -qm "Say how to read it"',
  )
  for (const line of ['train --force', 'compare', 'runs record --local']) {
    const { code, error } = await contender(line, clone, {}, '2026-11-28T09:00:00Z')
    assert.equal(code, 0, error)
  }
  const runs = script(clone, 'git ls-tree -r --name-only contender/ledger runs').trim().split('\n')
  assert.equal(runs.length, 2)
  const again: RunEvent = JSON.parse(script(clone, `git show contender/ledger:${runs[1]}`))
  assert.equal(again.run.artifact.digest, event.run.artifact.digest)
  assert.equal(again.comparison!.itself, true)
  return { clone, event, again }
}

test('a version keeps how it was judged when its bytes are judged again later, beside themselves', async (t) => {
  const { again, clone, event } = await judgedAgain(t)
  for (const where of ['here', 'ledger']) {
    const { code, error, out } = await contender('evidence delay@v1.0.0 --local', clone)
    assert.equal(code, 0, `${error}${out}`)
    assert.equal(json<RunEvent>(clone, 'run-event.json').run.id, event.run.id, where)
    const { models } = json<{ models: { comparison: RunEvent['comparison'] }[] }>(clone, 'report.json')
    assert.deepEqual(models[0]!.comparison!.gates, event.comparison!.gates, where)
    const [note] = json<EvidenceIndex>(clone, 'index.json').notes
    assert.match(note!, /^2 runs in the ledger made this model file\. Shown is .*, begun before it was registered; not/)
    assert.ok(note!.includes(`${again.run.id} of 2026-11-28 09:00 (gates: pass, compared with itself)`), note)
    const page = readFileSync(join(clone, 'evidence/delay-v1.0.0/index.html'), 'utf8')
    assert.match(page, /2 runs in the ledger made this model file/)
    await rm(join(clone, '.contender'), { recursive: true, force: true })
  }
  const { out } = await contender('lineage delay@v1.0.0 --local --json', clone)
  const traced: Lineage = JSON.parse(out)
  assert.equal(traced.run!.id, event.run.id)
  assert.deepEqual(traced.unknown, ['2 runs made this very file; one begun before it was registered is shown.'])
})

test('where the ledger has only a later run, a nearer one that this machine keeps is shown, and the other named as what it is', async (t) => {
  const { again, clone, event } = await judgedAgain(t)
  const folder = await released(t)
  await cp(join(folder, '.contender/.runs/delay', event.run.id), join(clone, '.contender/.runs/delay', event.run.id), {
    recursive: true,
  })
  script(clone, 'git branch -qD contender/ledger')
  await record(clone, [again])
  await contender('evidence delay@v1.0.0 --local', clone)
  assert.equal(json<Run>(clone, 'run.json').id, event.run.id)
  const { files, notes } = json<EvidenceIndex>(clone, 'index.json')
  assert.equal(
    files.find(({ file }) => file === 'run-event.json')!.about,
    'Another training of the same bytes as the ledger has it, with metrics and gates',
  )
  assert.deepEqual(notes, [
    `This machine keeps 2 judgements of this model file. The nearest to the version is .contender/.runs/delay/${event.run.id}/evaluation.json.`,
  ])
  await rm(join(clone, '.contender'), { recursive: true })
  await contender('evidence delay@v1.0.0 --local', clone)
  assert.deepEqual(json<EvidenceIndex>(clone, 'index.json').notes, [
    'How it was judged began only after it was registered, or is of a later commit: nothing better is known.',
    'It was compared with its own bytes: gates on the difference pass whatever the model does.',
  ])
  const page = readFileSync(join(clone, 'evidence/delay-v1.0.0/index.html'), 'utf8')
  assert.match(
    page,
    /pass; gates: [^<]*; compared with its own bytes, which says nothing; judged only after it was registered/,
  )
})
