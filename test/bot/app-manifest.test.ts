import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'
import { componentSchema } from '../github/operations.ts'
import { EVENTS, PERMISSIONS } from '../github/test-app.ts'

const manifest = parse(readFileSync('bot/app.yml', 'utf8'))

test('manifest: it asks for these permissions and events, and for no others', () => {
  assert.deepEqual(manifest.default_permissions, {
    contents: 'write',
    pull_requests: 'write',
    issues: 'write',
    checks: 'write',
    actions: 'write',
    metadata: 'read',
    merge_queues: 'read',
    members: 'read',
  })
  const events = 'pull_request pull_request_review issue_comment issues check_run workflow_run merge_group push'
  assert.deepEqual(manifest.default_events, events.split(' '))
})

test('manifest: permissions and levels have GitHub’s own names', () => {
  const { properties } = componentSchema('app-permissions') as { properties: Record<string, { enum: string[] }> }
  for (const [name, level] of Object.entries<string>(manifest.default_permissions))
    assert.ok(properties[name]?.enum.includes(level), `${name}: ${level}`)
})

test('manifest: the App of the tests may do what the real one may', () => {
  assert.deepEqual(PERMISSIONS, manifest.default_permissions)
  assert.deepEqual(EVENTS, manifest.default_events)
})

test('manifest: nothing in it breaks out of the page that sends it to GitHub', () => {
  assert.doesNotMatch(JSON.stringify(manifest), /['<>]/)
  assert.equal(manifest.public, false)
})
