import assert from 'node:assert/strict'
import test from 'node:test'
import { readTags } from '../../../core/io/git-tags.ts'
import { readRegistryTags, registeredModels } from '../../../core/io/github/read-registry.ts'
import { parseTagName } from '../../../core/ledger/registry/tag-name.ts'
import { script } from '../../actions/repository.ts'
import { accessTo } from '../../bot/access.ts'
import { folderWith } from '../../folder.ts'
import { startGitHub } from '../../github/github.ts'

test('GitHub’s API and git read the same tags, and a tag is asked for once', async (t) => {
  const folder = await folderWith(t, { 'm.txt': 'a' })
  script(
    folder,
    'git init -q -b main && git add -A && git commit -qm First',
    'git tag -a delay@v1.0.0 -m "Register v1.0.0" -m "Artifact: m.txt"',
    'git tag -a delay#staging#1 -m "Promote"',
    "git tag -a 'delay#staging!#2' -m 'Unassign'",
    'git tag -a delay-2@v1.0.0 -m "Another model that begins so"',
    'git tag -a a/b=delay@v2.0.0 -m "In a folder"',
    'git tag -a delay@v1.1.0 -m "Of a tree" HEAD^{tree}',
    'git tag delay@v1.2.0 && git tag -a release-1 -m "None of ours"',
  )
  const github = await startGitHub({ t, from: folder })
  const { at, cache, client } = accessTo(github)
  const read = (model?: string) => readRegistryTags(client, at, cache.get, model)
  const byGit = (await readTags(github.git.folder)).flatMap(({ annotated, name }) =>
    annotated === undefined || parseTagName(name) === undefined ? [] : [{ name, ...annotated }],
  )
  const all = await read()
  assert.deepEqual(
    all.tags.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    byGit.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  )
  const since = github.calls.length
  const one = await read('delay')
  assert.equal(github.count('reads', since), 1)
  assert.deepEqual(one.tags.map(({ name }) => name).sort(), ['delay#staging!#2', 'delay#staging#1', 'delay@v1.0.0'])
  assert.deepEqual([...one.names].sort(), [
    'delay#staging!#2',
    'delay#staging#1',
    'delay@v1.0.0',
    'delay@v1.1.0',
    'delay@v1.2.0',
  ])
  assert.deepEqual((await read('a/b:delay')).names, ['a/b=delay@v2.0.0'])
  assert.deepEqual(await registeredModels(client, at), ['a/b:delay', 'delay', 'delay-2'])
})
