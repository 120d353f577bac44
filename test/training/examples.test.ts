import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Recipe } from '../../core/training/recipe.ts'
import { binary, numbers } from './columns.ts'

const ROOT = new URL('../../', import.meta.url)
const PATHS = globSync('core/training/**/*.ts', { cwd: ROOT }).sort()

const RECIPE: Recipe = {
  command: 'python train.py',
  builtin: null,
  params: { rounds: 100 },
  seeds: [0],
  inputs: [],
  data: {},
  environment: { platform: 'linux-x64', node: 'v24.21.0', runtimes: {}, locks: [] },
  contender: '0.1.0',
}

/** `code // answer` in the line after `@example`. */
function examplesIn(source: string): { code: string; answer: string }[] {
  return Array.from(source.matchAll(/@example\n \* (.+)/g), ([, line]) => {
    const [code, answer] = line!.split(' // ')
    assert.ok(code && answer, `an example without its answer: ${line}`)
    return { code, answer }
  })
}

test('core/training: every example in a docstring gives its answer', async () => {
  const scope: Record<string, unknown> = {
    data: binary({ x: numbers([1, 2, 3]) }, [0, 1, 1]),
    a: RECIPE,
    z: await import('zod'),
  }
  for (const path of PATHS) Object.assign(scope, await import(new URL(path, ROOT).href))
  const evaluate = (code: string) => new Function(...Object.keys(scope), `return (${code})`)(...Object.values(scope))
  const examples = PATHS.flatMap((path) => examplesIn(readFileSync(new URL(path, ROOT), 'utf8')))
  assert.ok(examples.length > 15)
  for (const { code, answer } of examples) assert.deepEqual(evaluate(code), evaluate(answer), code)
})
