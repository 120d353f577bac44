import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseConfig } from '../../core/config.ts'
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

for (const [files, says] of [
  [
    's3://logs/%Y-%m-%d.parquet',
    /^UserError: Unexpected value `s3:.*parquet` in .*drift\.\w+\.files.*, expected a path in the repository: addresses are not read, so fetch the files first$/,
  ],
  [
    'logs/%Y-%Q.csv',
    /^UserError: Unexpected value `logs\/%Y-%Q\.csv` in .*drift\.\w+\.files.*, expected no letters behind % but those of year, month, day and hour in UTC, %Y %m %d %H: %Q is none$/,
  ],
] as const)
  test(`files of logs and labels that nobody can find are refused when the config is read: ${files}`, () => {
    assert.throws(() => modelOf(`, labels: { files: '${files}', id: id, column: late }`), says)
    const config = `models: { delay: { task: regression, data: { train: d.csv, test: t.csv, target: late }, model: m.onnx, drift: { logs: { files: '${files}', time: at } } } }`
    assert.throws(() => parseConfig(config, 'contender.yml'), says)
  })

test('a % before anything but a letter is a part of a name', () => {
  const files = 'labels/100%/50% 20%.csv'
  const config = `models: { delay: { task: regression, data: { train: d.csv, test: t.csv, target: late }, model: m.onnx, drift: { logs: { files: '${files}', time: at } } } }`
  assert.equal(parseConfig(config, 'contender.yml').models[0]!.drift!.logs.files, files)
})
