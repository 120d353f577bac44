import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { evidenceSchema } from '../../../core/artifacts/evidence.ts'
import { sha256 } from '../../../core/sha256.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { faultsOf } from '../../reports/card/bill-faults.ts'
import { script } from '../repository.ts'
import { released } from './scene.ts'

const PACK = 'evidence/delay-v1.0.0'

const read = (folder: string, file: string, pack = PACK) => readFileSync(join(folder, pack, file), 'utf8')

const indexIn = (folder: string, pack = PACK) => evidenceSchema.parse(JSON.parse(read(folder, 'index.json', pack)))

/** Bytes of all files of a pack, by their paths. */
function bytesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = names.map((entry) => join(entry.parentPath, entry.name))
  return new Map(paths.sort().map((path) => [path.slice(folder.length + 1), sha256(readFileSync(path))]))
}

const missing = (folder: string) => indexIn(folder).missing.map(({ what }) => what)

test('evidence packs card, bill, report, run, digests, sign-offs, events, production and rules of a version, each with its digest', async (t) => {
  const folder = await released(t)
  const { code, error, out } = await contender('evidence delay@v1.0.0', folder)
  assert.equal(code, 0, error)
  assert.match(out, /^delay v1\.0\.0 {2}evidence\/delay-v1\.0\.0: 17 files, \d+ things missing; the ledger is whole\n/)
  assert.match(script(join(folder, PACK), 'sha256sum -c SHA256SUMS'), /index\.html: OK/)
  const index = indexIn(folder)
  for (const { bytes, digest, file } of index.files)
    assert.deepEqual([sha256(read(folder, file)), Buffer.byteLength(read(folder, file))], [digest, bytes], file)
  const names = [...bytesOf(join(folder, PACK)).keys()]
  assert.deepEqual(
    names.filter((name) => !index.files.some(({ file }) => file === name)),
    ['README.md', 'SHA256SUMS', 'index.html', 'index.json'],
  )
  assert.equal(read(folder, 'SHA256SUMS').trim().split('\n').length, names.length - 1)
  assert.deepEqual(faultsOf(JSON.parse(read(folder, 'bom.cdx.json'))), [])
  assert.match(read(folder, 'card.md'), /# delay v1\.0\.0\n\nSays what is late\./)
  assert.match(read(folder, 'card.md'), /## In production\n\n\*\*drift\*\* of v1\.0\.0, 2001-02-01 to 2001-02-07/)
  assert.equal(read(folder, 'rules/contender.yml').trim(), script(folder, 'git show delay@v1.0.0:contender.yml').trim())
  assert.deepEqual([index.stages, index.as_of], [['staging'], '2026-11-23T06:00:00.000Z'])
})

test('evidence names events by their files in the ledger, where anybody can look them up', async (t) => {
  const folder = await released(t)
  await contender('evidence v1.0.0 --out pack', folder)
  const { files, ledger } = indexIn(folder, 'pack')
  const { events } = JSON.parse(read(folder, 'audit.json', 'pack'))
  const refs = files.find(({ file }) => file === 'audit.json')!.from.map(({ ref }) => ref)
  assert.deepEqual(
    events.map(({ action }: { action: string }) => action),
    ['governance.sign', 'governance.sign', 'registry.register', 'registry.assign'],
  )
  for (const [at, ref] of refs.entries())
    assert.deepEqual(JSON.parse(script(folder, `git show ${ledger.head}:${ref}`)), events[at])
  const run = files.find(({ file }) => file === 'run-event.json')!.from[0]!.ref
  assert.equal(read(folder, 'run-event.json', 'pack').trim(), script(folder, `git show ${ledger.head}:${run}`).trim())
  const { windows } = JSON.parse(read(folder, 'drift.json', 'pack'))
  assert.deepEqual(
    windows.map(({ summary }: { summary: { version: string; verdict: string } }) => [summary.version, summary.verdict]),
    [
      ['v1.0.0', 'stable'],
      ['v1.0.0', 'drift'],
    ],
  )
})

test('the same sources give the same bytes, at another time, in another place, and over the earlier pack', async (t) => {
  const folder = await released(t)
  await contender('evidence delay@v1.0.0', folder)
  const first = bytesOf(join(folder, PACK))
  const again = await contender('evidence delay#staging --json', folder, {}, '2031-01-01T00:00:00Z')
  assert.equal(again.code, 0, again.error)
  assert.deepEqual(bytesOf(join(folder, PACK)), first)
  assert.deepEqual(JSON.parse(again.out), indexIn(folder))
  const other = await folderWith(t)
  await cp(folder, other, { recursive: true })
  await contender('evidence delay@v1.0.0 --out elsewhere/deep', other)
  assert.deepEqual(bytesOf(join(other, 'elsewhere/deep')), first)
  assert.deepEqual(readdirSync(join(folder, 'evidence')), ['delay-v1.0.0'])
})

test('evidence needs no more than a clone with the ledger: what only the machine that judged has is named as missing', async (t) => {
  const folder = await released(t)
  const clone = await folderWith(t)
  script(
    clone,
    `git clone -q ${folder} .`,
    `git fetch -q origin contender/ledger:contender/ledger`,
    'git remote remove origin',
  )
  await contender('evidence delay@v1.0.0', folder)
  const machine = read(folder, 'index.html')
  assert.match(
    machine,
    /the same 2 files of this machine \([^)]*evaluation\.json[^)]*\) and no other judgements are there/,
  )
  assert.match(machine, /A clone that lacks the files of this machine makes another pack\./)
  await rm(folder, { recursive: true })
  const { code, error } = await contender('evidence delay@v1.0.0 --local', clone)
  assert.equal(code, 0, error)
  const page = read(clone, 'index.html')
  assert.deepEqual(
    ['card.md', 'bom.cdx.json', 'report.html', 'run-event.json', 'evaluation.json', 'comparison.json'].map((file) =>
      existsSync(join(clone, PACK, file)),
    ),
    [true, true, true, true, false, false],
  )
  assert.deepEqual(missing(clone).slice(0, 2), ['evaluation.json and comparison.json', 'release.json'])
  assert.match(read(clone, 'report.md'), /Made from the ledger, which keeps metrics and gates of a judgement/)
  assert.match(read(clone, 'index.html'), /Made from the ledger, which keeps metrics/)
  assert.doesNotMatch(JSON.stringify(indexIn(clone)), /evaluate\.slices/)
  assert.match(
    page,
    /makes the same bytes again[^<]*neither <code>\.contender<\/code> nor a release tells how it was judged\./,
  )
  const second = await folderWith(t)
  script(
    second,
    `git clone -q ${clone} .`,
    'git fetch -q origin contender/ledger:contender/ledger',
    'git remote remove origin',
  )
  await contender('evidence delay@v1.0.0 --local', second)
  assert.deepEqual(bytesOf(join(second, PACK)), bytesOf(join(clone, PACK)))
  assert.deepEqual(faultsOf(JSON.parse(read(clone, 'bom.cdx.json'))), [])
})

test('a version of which nobody kept how it was judged has a pack without card and report, and says so', async (t) => {
  const folder = await released(t)
  await rm(join(folder, '.contender'), { recursive: true })
  script(folder, 'git branch -qD contender/ledger', 'git update-ref -d refs/contender/ledger')
  const { code, out } = await contender('evidence delay@v1.0.0', folder)
  assert.equal(code, 1)
  assert.match(out, /does not agree {2}The ledger was changed/)
  assert.deepEqual(missing(folder).slice(0, 2), ['Model card, bill of materials and report', 'The run'])
  assert.ok(missing(folder).includes('The ledger'))
  assert.match(read(folder, 'index.html'), /There is no ledger/)
  assert.ok(!existsSync(join(folder, PACK, 'card.md')))
})

test('a ledger that somebody edited makes the pack end with 1, and the page says so first', async (t) => {
  const folder = await released(t)
  script(
    folder,
    'git worktree add -q ledger contender/ledger',
    'cd ledger',
    'sed -i s/priya/peter/ audit/*.json',
    'git commit -qam "Look away"',
  )
  const { code, out } = await contender('evidence delay@v1.0.0', folder)
  assert.equal(code, 1)
  assert.match(out, /the ledger has [\d,]+ findings\n {2}does not agree {2}The ledger was changed/)
  assert.match(read(folder, 'index.html'), /❌ The record was changed: \d+ findings/)
})

test('evidence refuses a folder of something else, of another version, or with files that would be lost, and writes nothing', async (t) => {
  const folder = await released(t)
  script(folder, 'mkdir other', 'echo x > other/x.txt')
  const other = await contender('evidence delay@v1.0.0 --out other', folder)
  assert.equal(other.code, 2)
  assert.match(
    other.error,
    /Unexpected files in `other` of --out, expected an empty folder, one to make, or an earlier pack of delay@v1\.0\.0/,
  )
  assert.deepEqual(readdirSync(join(folder, 'other')), ['x.txt'])
  await contender('evidence delay@v1.0.0', folder)
  await writeFile(join(folder, PACK, 'notes.txt'), 'mine')
  const before = bytesOf(join(folder, PACK))
  const mine = await contender('evidence delay@v1.0.0', folder)
  assert.equal(mine.code, 2)
  assert.match(mine.error, /Unexpected notes\.txt in `evidence\/delay-v1\.0\.0` of --out/)
  assert.deepEqual(bytesOf(join(folder, PACK)), before)
  await rm(join(folder, PACK, 'notes.txt'))
  await writeFile(join(folder, PACK, 'index.json'), read(folder, 'index.json').replace('"v1.0.0"', '"v2.0.0"'))
  const version = await contender('evidence delay@v1.0.0', folder)
  assert.match(version.error, /Unexpected evidence of delay@v2\.0\.0 in/)
  script(folder, 'mkdir empty')
  assert.equal((await contender('evidence delay@v1.0.0 --out empty', folder)).code, 0)
  assert.deepEqual(
    readdirSync(folder).filter((name) => /^\.empty/.test(name)),
    [],
  )
})

test('an unknown version, a commit or nothing at all says what to name', async (t) => {
  const folder = await released(t)
  for (const [asked, said] of [
    ['delay@v9.0.0', /Unknown version `v9\.0\.0` of delay, .*v1\.0\.0/],
    ['fare@v1.0.0', /Unknown model `fare`/],
    ['delay#production', /Unknown stage `production` of delay/],
    ['latest', /Unknown version `latest`, .*delay@v1\.0\.0/],
  ] as const) {
    const { code, error } = await contender(`evidence ${asked}`, folder)
    assert.equal(code, 2)
    assert.match(error, said)
  }
  const none = await folderWith(t)
  script(none, 'git init -q -b main', 'git commit -q --allow-empty -m x')
  assert.match((await contender('evidence v1.0.0', none)).error, /no model is registered yet/)
  assert.ok(!existsSync(join(folder, 'evidence')))
})
