import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modelOf } from '../response/situation.ts'

test('quiet hours in a time zone that is none, or from a time to itself, are refused', () => {
  const quiet = (text: string) => () => modelOf(`, alert: { quiet: { ${text} } }`)
  assert.throws(quiet('from: "22:00", to: "07:00", zone: Europe/Berlim'), {
    name: 'UserError',
    message: /^Unknown time zone `Europe\/Berlim` in contender\.yml.*quiet.*, expected one such as Europe\/Berlin$/,
  })
  assert.throws(quiet('from: "07:00", to: "07:00"'), /^UserError: Unexpected quiet hours from 07:00 to 07:00 in /)
  assert.equal(
    quiet('from: "22:00", to: "07:00", zone: America/New_York')().drift!.alert.quiet!.zone,
    'America/New_York',
  )
})
