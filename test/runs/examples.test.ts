import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { aRun, known } from './known.ts'

const ROOT = new URL('../../', import.meta.url)
const PATHS = globSync(['core/runs/*.ts', 'reports/{tree,align}.ts'], { cwd: ROOT }).sort()

test('runs: every example in a docstring gives its answer', async () => {
  const data = { ...aRun.data, train: { ...aRun.data.train!, digest: `sha256:1a2b3c4d${'0'.repeat(56)}` } }
  const scope: Record<string, unknown> = { run: aRun, known: known({ data }) }
  for (const path of PATHS) Object.assign(scope, await import(new URL(path, ROOT).href))
  const evaluate = (code: string) => new Function(...Object.keys(scope), `return (${code})`)(...Object.values(scope))
  const sources = PATHS.map((path) => readFileSync(new URL(path, ROOT), 'utf8'))
  const examples = sources.flatMap((source) => Array.from(source.matchAll(/@example\n \* (.*) \/\/ (.*)\n \*\//g)))
  assert.ok(examples.length >= 10)
  for (const [, code, answer] of examples) assert.deepEqual(evaluate(code!), evaluate(answer!), code)
})
