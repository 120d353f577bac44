import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkVersion } from '../../../core/drift/quality/other-version.ts'

const [old, now, other] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string]
const reference = {
  ref: 'v2.0.0',
  digest: `sha256:${now}`,
  versions: [
    { ref: 'v2.0.0', digest: `md5:${other}` },
    { ref: 'v1.0.0', digest: `sha256:${old}` },
  ],
}

test('checkVersion: rows that another version answered are told of, however the logs name it', () => {
  for (const version of ['v1.0.0', old, `sha256:${old}`, other]) {
    const [note, ...more] = checkVersion(version, reference)
    assert.deepEqual([note!.level, more], ['note', []])
    assert.match(note!.because, /`v2\.0\.0` says of its own test rows/)
  }
  const [outside] = checkVersion(old, { ref: undefined, digest: `sha256:${now}`, versions: [] })
  assert.match(outside!.because, new RegExp(`what \`sha256:${now}\` says`))
})

test('checkVersion: nothing is said of the same version, of none, or of a name that nobody knows', () => {
  for (const version of ['v2.0.0', now, `sha256:${now}`, `md5:${other}`, undefined, 'blue', 'v3.0.0'])
    assert.deepEqual(checkVersion(version, reference), [])
  for (const version of ['v1.0.0', old])
    assert.deepEqual(checkVersion(version, { ...reference, ref: undefined, digest: undefined }), [])
  assert.deepEqual(checkVersion(old, { ...reference, digest: undefined })[0]?.level, 'note')
  assert.deepEqual(checkVersion('v1.0.0', { ...reference, ref: undefined, digest: `sha256:${old}` }), [])
  assert.deepEqual(checkVersion('v1', { ref: undefined, digest: `sha256:${now}`, versions: [] }), [])
})
