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

for (const url of [
  'http://user:hunter2@prometheus:9090',
  'HTTP://user:hunter2@prometheus:9090',
  'http:\\\\user:hunter2@prometheus:9090',
  'http:user:hunter2@prometheus:9090',
  'https://hunter2@prometheus',
  'ftp://user:hunter2@prometheus:9090',
  'http://user:hunter2@prometheus:999999',
])
  test(`an address of Prometheus with a password is refused, and nothing of it is said: ${url}`, () => {
    assert.throws(
      () => modelOf(`, prometheus: { url: '${url}', error_rate: x }`),
      (error: Error) =>
        /^UserError: Unexpected value `\w+:\S*\*\*\*@prom/.test(String(error)) && !/hunter2|user/.test(error.message),
    )
  })

test('an address of Prometheus may have an @ in its path', () => {
  const { prometheus } = modelOf(", prometheus: { url: 'http://prometheus:9090/a@b', error_rate: x }").drift!
  assert.equal(prometheus!.url, 'http://prometheus:9090/a@b')
})

for (const [url, shown] of [
  ['ftp://user:p@hunter2@prometheus', 'ftp://***@prometheus'],
  ['http://p:a hunter2@prometheus', 'http://***@prometheus'],
  ['http://p:a"hunter2@prometheus', 'http://***@prometheus'],
  ['http://p:a/hunter2@prometheus', 'http://***@prometheus'],
  ['user:hunter2@prometheus', '***@prometheus'],
  ['//user:hunter2@prometheus', '//***@prometheus'],
  ['//hunter2@prometheus', '//***@prometheus'],
  [' postgres://user:a@b hunter2@prometheus', '***@prometheus'],
  ['team/model@v1', 'team/model@v1'],
] as const)
  test(`what could be a password is not said, wherever it stands: ${url}`, () => {
    const quoted = JSON.stringify(url)
    for (const [more, said] of [
      [`prometheus: { url: ${quoted}, error_rate: x }`, `Unexpected value \`${shown}\``],
      [`prometheus: [${quoted}]`, `Unexpected value \`${JSON.stringify([shown])}\``],
      [`prometheus: [{ ${quoted}: ${quoted} }]`, `Unexpected value \`${JSON.stringify([{ [shown]: shown }])}\``],
      [`prometheus: { ${quoted}: 1, url: 'http://a', error_rate: x }`, `Unknown key \`${shown}\``],
    ] as const)
      assert.throws(
        () => modelOf(`, ${more}`),
        ({ message }: Error) => message.includes(said) && !message.includes('hunter2'),
      )
  })
