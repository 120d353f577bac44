import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dvcCacheDir, rebaseDvcConfig } from '../../core/data/dvc-config.ts'

test('rebaseDvcConfig: makes what is relative absolute, and leaves all else as it was', () => {
  const text = `[core]
    remote = kept
['remote "kept"']
    url = ../kept
['remote "far"']
    url = s3://bucket/../x
    profile = ../no/path
[cache]
    dir = "../my cache"
`
  assert.equal(
    rebaseDvcConfig(text, '/repo/.dvc'),
    text.replace('= ../kept', '= /repo/kept').replace('"../my cache"', '/repo/my cache'),
  )
  assert.equal(
    rebaseDvcConfig('[\'remote "kept"\']\n    url = ../kept\n', '/repo/.dvc'),
    '[\'remote "kept"\']\n    url = /repo/kept\n',
  )
})

test('dvcCacheDir: is where the section of the cache says', () => {
  assert.equal(dvcCacheDir('[cache]\n    dir = ../cache\n', '/repo/.dvc'), '/repo/cache')
  assert.equal(dvcCacheDir('[cache]\ndir=/big/cache\n', '/repo/.dvc'), '/big/cache')
  assert.equal(dvcCacheDir('[state]\n    dir = ../state\n', '/repo/.dvc'), undefined)
  assert.equal(dvcCacheDir('', '/repo/.dvc'), undefined)
})
