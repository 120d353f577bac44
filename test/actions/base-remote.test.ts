import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baseRemote } from '../../actions/compare/base-remote.ts'
import { folderWith } from '../folder.ts'
import { script } from './repository.ts'

test('baseRemote: is origin, but for the fork of another repository at the server of the runner', async (t) => {
  const folder = await folderWith(t)
  script(folder, 'git init -q', 'git remote add origin x')
  const base = 'https://github.com/acme/models'
  const cases: [string, string][] = [
    ['https://github.com/acme/models', 'origin'],
    ['https://github.com/Acme/Models.git', 'origin'],
    ['git@github.com:acme/models.git', 'origin'],
    ['ssh://git@github.com/acme/models.git', 'origin'],
    ['https://x:y@github.com/mallory/models', base],
    ['git@github.com:mallory/models.git', base],
    ['https://github.com/mallory/models/', base],
    ['https://mirror.example/mallory/models', 'origin'],
    ['/srv/git/models.git', 'origin'],
    ['file:///srv/mallory/models', 'origin'],
  ]
  const host = { environment: { GITHUB_SERVER_URL: 'https://github.com' } }
  for (const [url, remote] of cases) {
    script(folder, `git remote set-url origin '${url}'`)
    assert.equal(await baseRemote(folder, 'acme/models', host), remote, url)
  }
  script(folder, "git remote set-url origin 'https://github.com/mallory/models'")
  assert.equal(await baseRemote(folder, undefined, host), 'origin')
  assert.equal(await baseRemote(folder, 'acme/models', { environment: {} }), 'origin')
})
