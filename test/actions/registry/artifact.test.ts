import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { keepRun } from '../../../actions/runs-folder.ts'
import { aRun, idAt } from '../../runs/known.ts'
import { commit, script } from '../repository.ts'
import { history, refused, registry } from './repository.ts'

const MODEL = `models:
  delay:
    task: regression
    data: { test: d.csv, target: y }
    model: models/m.onnx
`

/** The line of the newest tag that says which bytes were registered. */
function registered(folder: string): string {
  return script(
    folder,
    "git for-each-ref --sort=-taggerdate --count=1 --format='%(contents)' refs/tags | grep ^Artifact:",
  )
}

test('a version says which bytes it is: those in Git, or that Git LFS and DVC point to', async (t) => {
  const { folder } = await history(t, 1, MODEL)
  await mkdir(join(folder, 'models'))
  const sha = createHash('sha256').update('onnx').digest('hex')
  await commit(folder, { 'models/m.onnx': 'onnx' })
  await registry(folder, 'register delay')
  assert.equal(registered(folder), `Artifact: models/m.onnx sha256:${sha}`)

  const oid = 'a'.repeat(64)
  await commit(folder, { 'models/m.onnx': `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 9\n` })
  await registry(folder, 'register delay')
  assert.equal(registered(folder), `Artifact: models/m.onnx sha256:${oid}`)

  const md5 = 'd41d8cd98f00b204e9800998ecf8427e'
  script(folder, 'git rm -q models/m.onnx', 'mkdir -p models')
  await commit(folder, { 'models/m.onnx.dvc': `outs:\n- md5: ${md5}\n  size: 0\n  hash: md5\n  path: m.onnx\n` })
  await registry(folder, 'register delay')
  assert.equal(registered(folder), `Artifact: models/m.onnx md5:${md5}`)

  script(folder, 'git rm -q models/m.onnx.dvc')
  const lock = `schema: '2.0'\nstages:\n  train:\n    cmd: python train.py\n    outs:\n    - path: models/m.onnx\n      hash: md5\n      md5: ${md5}\n      size: 0\n`
  await commit(folder, { 'dvc.lock': lock })
  await registry(folder, 'register delay')
  assert.equal(registered(folder), `Artifact: models/m.onnx md5:${md5}`)
})

test('a model that nothing at the commit holds is registered by its digest only', async (t) => {
  const { folder } = await history(t, 1, MODEL)
  assert.match(
    await refused(folder, 'register delay'),
    /^Missing models\/m\.onnx of delay at \w{7}, expected it in Git, Git LFS or DVC there, or a run of that commit in the ledger: commit it, record its run, or name it by --digest sha256:…$/,
  )
  assert.match(
    await refused(folder, 'register delay --digest abc'),
    /^Unexpected value `abc` of --digest, expected sha256: and 64 hexadecimal digits$/,
  )
  const digest = `sha256:${'b'.repeat(64)}`
  await registry(folder, `register delay --digest ${digest}`)
  assert.equal(registered(folder), `Artifact: models/m.onnx ${digest}`)
  await mkdir(join(folder, 'models'))
  await commit(folder, { 'models/m.onnx': 'onnx' })
  assert.match(
    await refused(folder, `register delay --digest ${digest}`),
    /^Unexpected --digest sha256:b+: models\/m\.onnx at \w{7} is sha256:/,
  )
})

test('a model that a run of the commit made is known by that run', async (t) => {
  const { commits, folder } = await history(t, 2, MODEL)
  const project = { out: join(folder, '.contender') }
  await keepRun(project, { ...aRun, commit: commits[1]!, id: idAt(1), dirty: true }, [])
  assert.match(await refused(folder, 'register delay'), /^Missing models\/m\.onnx of delay/)
  await keepRun(project, { ...aRun, commit: commits[1]!, id: idAt(0) }, [])
  assert.match(await refused(folder, `register delay --commit ${commits[0]}`), /^Missing models\/m\.onnx of delay/)
  await registry(folder, 'register delay')
  assert.equal(registered(folder), `Artifact: models/m.onnx ${aRun.artifact.digest}`)
})

test('a prediction command without a file of its own is its commit', async (t) => {
  const { folder } = await history(t, 1, MODEL.replace('model: models/m.onnx', 'predict: { run: python predict.py }'))
  await registry(folder, 'register delay')
  assert.equal(script(folder, "git tag -l --format='%(contents)' | grep -c ^Artifact: || true"), '0')
})

test('a reason of several lines cannot pass for what we say', async (t) => {
  const { folder } = await history(t)
  await registry(folder, 'register delay --reason "Fine\n\nBy: Someone Else"')
  assert.equal(script(folder, "git tag -l --format='%(contents)' | grep -c ^By:"), '1')
})
