import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { COMMAND_NAMES, usageOf } from '../../core/commands/usage.ts'

test('docs/commands.md has a row for each command', () => {
  const page = readFileSync('docs/commands.md', 'utf8')
  const rows = [...page.matchAll(/^\| `(.*?)` +\|/gm)].map(([, form = '']) => form.replaceAll('\\|', '|'))
  assert.deepEqual(rows, COMMAND_NAMES.map(usageOf))
})
