import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sumsOf } from '../../../core/release/asset-name.ts'
import { sha256 } from '../../../core/sha256.ts'
import { contender } from '../../command-line.ts'
import { script } from '../repository.ts'
import { released } from './scene.ts'

const PACK = 'evidence/delay-v1.0.0'

const read = (folder: string, file: string) => readFileSync(join(folder, PACK, file), 'utf8')

/** A repository whose judgement stands in a release alone, as somebody downloaded it into `got`. */
async function downloaded(t: TestContext): Promise<string> {
  const folder = await released(t)
  await mkdir(join(folder, 'got'))
  for (const file of ['evaluation.json', 'comparison.json'])
    await cp(join(folder, '.contender/delay', file), join(folder, 'got', file))
  const { config } = JSON.parse(await readFile(join(folder, 'got/evaluation.json'), 'utf8'))
  const commit = script(folder, 'git rev-parse delay@v1.0.0^{commit}').trim()
  const release = {
    ...{
      schema: 'contender/release@1',
      model: 'delay',
      commit,
      config,
      seed: 7,
      contender: '1.0.0',
      version: 'v1.0.0',
    },
    ...{ tag: 'delay@v1.0.0', previous: null, bump: 'first', because: [], pulls: [], artifact: null, made: 'trained' },
    gates: [
      {
        ...{
          id: 'delay/roc_auc-against-base',
          rule: 'roc_auc against base',
          outcome: 'undecided',
          because: 'few rows',
        },
        accepted: { by: 'priya', reason: 'One bad Monday' },
      },
    ],
    ...{ features: ['distance', 'hour'], predictions: null, stage: null, ledger: null },
  }
  await writeFile(join(folder, 'got/release.json'), JSON.stringify(release))
  const files = await Promise.all(
    readdirSync(join(folder, 'got')).map(async (name) => ({
      name,
      digest: sha256(await readFile(join(folder, 'got', name))),
    })),
  )
  await writeFile(join(folder, 'got/SHA256SUMS'), sumsOf(files))
  await rm(join(folder, '.contender'), { recursive: true })
  return folder
}

test('--release takes what a release holds: the whole judgement, columns, and who accepted a gate', async (t) => {
  const folder = await downloaded(t)
  const { code, error } = await contender('evidence delay@v1.0.0 --release got --local', folder)
  assert.equal(code, 0, error)
  for (const file of ['evaluation.json', 'comparison.json', 'release.json'])
    assert.ok(existsSync(join(folder, PACK, file)))
  assert.match(read(folder, 'card.md'), /Reads 2 columns: distance, hour/)
  assert.match(read(folder, 'index.html'), /roc_auc against base was accepted by priya: One bad Monday/)
  assert.match(read(folder, 'index.json'), /"kind": "folder",\s+"ref": "got\/evaluation\.json"/)
})

test('--release with changed files, of another model file, of another tag, or without them, is refused', async (t) => {
  const folder = await downloaded(t)
  const given = () => contender('evidence delay@v1.0.0 --release got --local', folder)
  const file = join(folder, 'got/evaluation.json')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('"rows"', ' "rows"'))
  assert.match(
    (await given()).error,
    /Unexpected bytes of evaluation\.json in got, expected those that its SHA256SUMS names/,
  )
  await rm(join(folder, 'got/SHA256SUMS'))
  await writeFile(file, text.replaceAll(/(?<="artifact": \{[^}]*"digest": "sha256:)[0-9a-f]{4}/g, 'ffff'))
  assert.match(
    (await given()).error,
    /Unexpected evaluation\.json of got: it is of sha256:ffff.*, expected the model file of delay@v1\.0\.0, sha256:/,
  )
  await writeFile(file, text)
  const release = join(folder, 'got/release.json')
  await writeFile(release, (await readFile(release, 'utf8')).replace('delay@v1.0.0', 'delay@v1.1.0'))
  assert.match((await given()).error, /Unexpected release\.json of got: it is of delay@v1\.1\.0/)
  await rm(file)
  assert.match(
    (await given()).error,
    /Missing evaluation\.json in got, expected the files of the release delay@v1\.0\.0/,
  )
  assert.ok(!existsSync(join(folder, 'evidence')))
})

test('with a token the files of the release are fetched; a release that is not there is no error', async (t) => {
  const folder = await downloaded(t)
  let has = true
  const server = createServer(async ({ url }, response) => {
    const asset = /\/releases\/assets\/(\d+)$/.exec(url!)?.[1]
    const names = ['evaluation.json', 'comparison.json', 'release.json']
    const bytes = await Promise.all(names.map((name) => readFile(join(folder, 'got', name))))
    if (asset !== undefined) return response.end(bytes[Number(asset)])
    response.writeHead(has && url!.includes('/releases/tags/') ? 200 : 404, { 'content-type': 'application/json' })
    const assets = names.map((name, id) => ({ id, name, size: bytes[id]!.length, digest: sha256(bytes[id]!) }))
    return response.end(JSON.stringify(has ? { assets } : { message: 'Not Found' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const environment = {
    ...{ GITHUB_TOKEN: 'token-of-a-person', GITHUB_REPOSITORY: 'acme/models' },
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  }
  const found = await contender('evidence delay@v1.0.0', folder, environment)
  assert.equal(found.code, 0, found.error)
  assert.match(read(folder, 'index.json'), /"kind": "release",\s+"ref": "delay@v1\.0\.0\/evaluation\.json"/)
  has = false
  const none = await contender('evidence delay@v1.0.0', folder, environment)
  assert.equal(none.code, 0, none.error)
  assert.match(none.out, /evaluation\.json and comparison\.json: the ledger keeps metrics and gates alone/)
})

test('a config that names a value of a sensitive column, or a secret, is named by its digest alone', async (t) => {
  const token = `ghp_${'a1B2'.repeat(9)}`
  for (const [config, said] of [
    [
      'evaluate: { fairness: { groups: [person], privileged: { person: Anna-Lena } } }\n    data: { test: test.csv, target: late, id: id, sensitive: [person] }',
      /names a value of the sensitive column person/,
    ],
    [`# ${token}\n    data: { test: test.csv, target: late, id: id }`, /holds what looks like a secret/],
  ] as const) {
    const folder = await released(t)
    const text = `models:\n  delay:\n    task: binary-classification\n    model: delay.onnx\n    ${config}\n`
    await writeFile(join(folder, 'contender.yml'), text)
    script(folder, 'git commit -qam "Say more"')
    const registered = await contender('registry register delay --local', folder, {}, '2026-11-27T14:00:00Z')
    assert.equal(registered.code, 0, registered.error)
    const { code, error, out } = await contender('evidence delay@v1.1.0 --out pack', folder)
    assert.equal(code, 0, error)
    assert.match(out, said)
    const entries = readdirSync(join(folder, 'pack'), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
    assert.deepEqual([files.includes('contender.yml'), files.includes('card.yml')], [false, true])
    for (const file of files) {
      const packed = await readFile(join(folder, 'pack', file === 'card.yml' ? 'rules' : '', file), 'utf8')
      assert.ok(!packed.includes('Anna-Lena') && !packed.includes(token), file)
    }
    assert.ok((await readFile(join(folder, 'pack/digests.json'), 'utf8')).includes(sha256(text)))
  }
})

test('slices by a column that became sensitive since are left out, and that is said', async (t) => {
  const folder = await released(t)
  const path = join(folder, '.contender/delay/evaluation.json')
  const evaluation = JSON.parse(await readFile(path, 'utf8'))
  await writeFile(
    path,
    JSON.stringify({ ...evaluation, slices: [{ by: { person: 'Anna-Lena' }, rows: 9, metrics: {} }] }),
  )
  const seen = async () => {
    const { code, error } = await contender('evidence delay@v1.0.0 --out pack', folder)
    assert.equal(code, 0, error)
    return readFile(join(folder, 'pack/evaluation.json'), 'utf8')
  }
  assert.match(await seen(), /Anna-Lena/)
  const config = join(folder, 'contender.yml')
  await writeFile(
    config,
    (await readFile(config, 'utf8')).replace('exclude: [at, person]', 'exclude: [at], sensitive: [person]'),
  )
  assert.doesNotMatch(await seen(), /Anna-Lena/)
  assert.match(
    await readFile(join(folder, 'pack/index.html'), 'utf8'),
    /1 column \(person\) became sensitive after it was judged/,
  )
})
