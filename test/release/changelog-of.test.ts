import assert from 'node:assert/strict'
import test from 'node:test'
import { changelogOf } from '../../.ci/release/changelog-of.ts'

const CHANGELOG = `# Changelog

## Unreleased

- Soon

## [1.2.0] - 2026-11-21

### Added

- Speed

## 1.2.0-rc.1

- Trial

## 1.1.0
`

test('changelogOf: is what stands below the heading of a version, plain or as a link with its date', () => {
  assert.equal(changelogOf(CHANGELOG, '1.2.0'), '### Added\n\n- Speed')
  assert.equal(changelogOf(CHANGELOG, '1.2.0-rc.1'), '- Trial')
})

test('changelogOf: a version that is not told, or with no word below it, is refused', () => {
  for (const version of ['1.3.0', '1.1.0', '1.2'])
    assert.throws(
      () => changelogOf(CHANGELOG, version),
      /^UserError: Missing version .* in CHANGELOG\.md, expected a heading/,
    )
})
