import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { openDescription } from './description-file.ts'

test('parts of the description that are parsed alone are those of the whole file', () => {
  const url = new URL(import.meta.resolve('@octokit/openapi/generated/api.github.com.json'))
  const { components, paths } = JSON.parse(readFileSync(url, 'utf8'))
  const file = openDescription(url)
  for (const [list, all] of Object.entries({ paths, ...components } as Record<string, Record<string, object>>)) {
    if (list !== 'paths' && list !== 'schemas' && list !== 'parameters' && list !== 'responses') continue
    const names = [...file.names(list)]
    assert.ok(names.length > 40, list)
    assert.deepEqual(names, Object.keys(all))
    for (const name of names) assert.deepEqual(file.part(list, name), all[name], `${list} ${name}`)
  }
  assert.equal(file.part('schemas', 'no-such-thing'), undefined)
})
