import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { column, modelBytes } from './fixture.ts'

const ROOT = new URL('../../', import.meta.url)

/** What the examples speak of without making it. */
const GIVEN = { bytes: modelBytes('lightgbm'), zeroOne: column([0, 1]), halves: column([0.5, 0.5]) }

const AsyncFunction = (async () => undefined).constructor as FunctionConstructor

/** The examples of a file: statements, and at last `expression // answer`. */
function examplesIn(source: string): { code: string; answer: string }[] {
  return Array.from(source.matchAll(/@example\n(.*?)\*\//gs), ([, text]) => {
    const lines = text!.split('\n').map((line) => line.replace(/^ *\* ?/, '').trim())
    const statements = lines.filter((line) => line !== '')
    const [expression, answer] = statements.pop()!.split(' // ')
    assert.ok(expression && answer, `an example without its answer: ${expression}`)
    return { code: `${statements.join(';')}; return (${expression})`, answer }
  })
}

async function evaluate(code: string, scope: Readonly<Record<string, unknown>>): Promise<unknown> {
  return new AsyncFunction(...Object.keys(scope), code)(...Object.values(scope))
}

for (const path of globSync('core/models/**/*.ts', { cwd: ROOT }).sort()) {
  const examples = examplesIn(readFileSync(new URL(path, ROOT), 'utf8'))
  if (examples.length === 0) continue
  test(`${path}: every example in a docstring gives its answer`, async () => {
    const scope = { ...GIVEN, ...(await import(new URL(path, ROOT).href)) }
    for (const { code, answer } of examples) {
      const actual = await evaluate(code, scope)
      const plain = ArrayBuffer.isView(actual) ? Array.from(actual as Float64Array) : actual
      assert.deepEqual(plain, await evaluate(`return (${answer})`, {}), code)
    }
  })
}
