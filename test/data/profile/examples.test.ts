import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const ROOT = new URL('../../../', import.meta.url)
const PATHS = globSync(['core/data/profile/*.ts', 'core/artifacts/write-profile.ts'], { cwd: ROOT }).sort()

/** `code // answer`, over one line or more, at the end of a docstring. */
function examplesIn(source: string): (readonly [code: string, answer: string])[] {
  return Array.from(source.matchAll(/@example\n(.*?)\*\//gs), ([, text]) => {
    const line = text!.replaceAll(/^ *\*/gm, '').replaceAll(/\s+/g, ' ').trim()
    const [code, answer] = line.split(' // ')
    assert.ok(code && answer, `an example without its answer: ${line}`)
    return [code, answer]
  })
}

const close = (value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value)

test('profiles: every example in a docstring gives its answer', async () => {
  const scope: Record<string, unknown> = { profile: { schema: 'contender/profile@1', columns: [{ name: 'x' }] } }
  for (const path of PATHS) Object.assign(scope, await import(new URL(path, ROOT).href))
  const evaluate = (code: string) => new Function(...Object.keys(scope), `return (${code})`)(...Object.values(scope))
  const examples = PATHS.flatMap((path) => examplesIn(readFileSync(new URL(path, ROOT), 'utf8')))
  assert.ok(examples.length >= 17, String(examples.length))
  for (const [code, answer] of examples) assert.deepEqual(close(evaluate(code)), close(evaluate(answer)), code)
})
