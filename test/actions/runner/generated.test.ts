import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'
import { generatedFiles } from '../../../.ci/generated-files.ts'
import { kebab } from '../../../actions/kebab.ts'
import { actionYamlPath } from '../../../actions/runner/action-yaml.ts'
import { PUBLISHED } from '../../../actions/runner/published.ts'

/** JSON is formatted after it was made. */
const content = (path: string, text: string): unknown => (path.endsWith('.json') ? JSON.parse(text) : text)

test('what is generated stands in the tree as `npm run generate` writes it', async () => {
  for (const [path, text] of await generatedFiles())
    assert.deepEqual(content(path, readFileSync(path, 'utf8')), content(path, text), path)
})

test('the inputs of an action.yml are the keys of the schema and those of the runner', async () => {
  for (const load of PUBLISHED) {
    const action = await load()
    const { inputs, outputs, runs } = parse(readFileSync(actionYamlPath(action), 'utf8'))
    const own = Object.keys(action.inputs.shape).map(kebab)
    const ofRunner = ['fail-on', 'github-token', ...(action.outputs?.report === undefined ? [] : ['artifact'])]
    assert.deepEqual(Object.keys(inputs), [...own, ...ofRunner], action.name)
    assert.deepEqual(Object.keys(outputs), ['outcome', ...Object.keys(action.outputs ?? {})])
    assert.equal(runs.using, 'node24')
    assert.match(readFileSync(`actions/${action.name}/index.ts`, 'utf8'), new RegExp(`\\.${action.name}\\)\\n$`))
  }
})

test('every input and output of an action says what it is', async () => {
  for (const load of PUBLISHED) {
    const { inputs, outputs } = parse(readFileSync(actionYamlPath(await load()), 'utf8'))
    for (const [name, { description }] of Object.entries<{ description: string }>({ ...inputs, ...outputs }))
      assert.ok(description.length > 10, name)
  }
})
