import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type TestContext, test } from 'node:test'
import { readOperations } from '../../../core/io/prometheus/read-operations.ts'
import { debianTool } from '../../debian-tool.ts'
import { startPrometheus } from './start-prometheus.ts'

const { skip } = debianTool('prometheus')
const DAY = 86_400_000
const FROM = Date.parse('2026-10-01T00:00:00Z')
const WINDOW = { from: FROM, to: FROM + DAY }

/** A sample each minute of a day and an hour before it, by the minute since the beginning of the window. */
function eachMinute(name: string, value: (minute: number) => number): string {
  const lines: string[] = []
  for (let minute = -60; minute < 1440; minute++) lines.push(`${name} ${value(minute)} ${FROM / 1000 + minute * 60}`)
  return lines.join('\n')
}

/** So many requests until a minute: ten a minute, and a hundred at noon. */
const requests = (minute: number) => 10 * (minute + 61) + (minute >= 720 ? 90 * Math.min(60, minute - 719) : 0)

/** Half of the requests take under 10 ms, four in ten under 100 ms, the others under 1 s. */
const SAMPLES = [
  '# TYPE p50 gauge',
  eachMinute('p50', (minute) => minute),
  '# TYPE p95 gauge',
  eachMinute('p95{instance="a"}', () => 40),
  eachMinute('p95{instance="b"}', (minute) => 60 + (minute % 2)),
  '# TYPE requests counter',
  eachMinute('requests_total', requests),
  '# TYPE errors counter',
  eachMinute('errors_total', (minute) => requests(minute) / 50),
  '# TYPE idle counter',
  eachMinute('idle_total', () => 7),
  '# TYPE latency histogram',
  eachMinute('latency_bucket{le="0.01"}', (minute) => requests(minute) * 0.5),
  eachMinute('latency_bucket{le="0.1"}', (minute) => requests(minute) * 0.9),
  eachMinute('latency_bucket{le="1"}', (minute) => requests(minute)),
  eachMinute('latency_bucket{le="+Inf"}', (minute) => requests(minute)),
  eachMinute('latency_count', (minute) => requests(minute)),
  eachMinute('latency_sum', (minute) => requests(minute) * 0.1),
  '# EOF\n',
].join('\n')

const percentile = (share: number) =>
  `1000 * histogram_quantile(${share}, sum by (le) (increase(latency_bucket[$window])))`

test('latency and errors of a window come from a real Prometheus', { skip }, async (t) => {
  const url = await startPrometheus(t, SAMPLES)
  const read = (config: object, window = WINDOW) => readOperations({ url, ...config }, window, { fetch, second: 1 })

  await t.test(
    'at each minute of the window, and of no other: the median of latencies, the mean of errors',
    async () => {
      const { error_rate, latency, notes } = await read({
        latency: { p50: 'p50 / 32', p95: 'max(p95)', p99: '2 * sum(p95)' },
        error_rate: 'rate(errors_total[5m]) / rate(requests_total[5m])',
      })
      assert.deepEqual([latency, notes], [{ p50: 22.484375, p95: 60.5, p99: 201 }, []])
      assert.ok(Math.abs(error_rate! - 0.02) < 1e-12, `${error_rate}`)
    },
  )

  await t.test('with $window, of all requests of the window at once', async () => {
    const { error_rate, latency } = await read({
      latency: { p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) },
      error_rate: 'increase(errors_total[$window]) / increase(requests_total[$window])',
    })
    // Within a bucket Prometheus takes requests to be spread evenly: 0.95 is half way from 100 ms to 1 s.
    const expected = { p50: 10, p95: 550, p99: 910 }
    for (const [name, value] of Object.entries(expected))
      assert.ok(Math.abs(latency![name as 'p50'] - value) < 1e-6, `${name}: ${latency![name as 'p50']}`)
    assert.ok(Math.abs(error_rate! - 0.02) < 1e-12)
  })

  await t.test('a window of a year is asked for in fewer points than Prometheus refuses', async () => {
    const { latency } = await read(
      { latency: { p50: 'vector(1)', p95: 'vector(2)', p99: 'vector(3)' } },
      { from: FROM - 365 * DAY, to: FROM },
    )
    assert.deepEqual(latency, { p50: 1, p95: 2, p99: 3 })
  })

  await t.test('no series, 0/0 at every step, and infinity are no values, and it is said', async () => {
    const { error_rate, latency, notes } = await read({
      latency: { p50: 'p50', p95: 'nobody_knows_it', p99: 'vector(1) / 0' },
      error_rate: 'rate(idle_total[5m]) / rate(idle_total[5m])',
    })
    assert.deepEqual([latency, error_rate, notes.length], [null, null, 3])
    assert.match(notes.join('\n'), /^Prometheus has no value of `latency\.p95` in this window/m)
  })

  await t.test('a minute without requests is left out of the mean, and it is said how many are in it', async () => {
    const { error_rate, notes } = await read({ error_rate: '0.5 * (p50 >= bool 720) / (p50 >= bool 720)' })
    assert.equal(error_rate, 0.5)
    assert.deepEqual(notes, [
      'Prometheus has a value of `error_rate` at 720 of 1,440 steps of this window: the others are left out',
    ])
  })

  await t.test('what is known of less than a tenth of the steps is not known of the window', async () => {
    const from = (minute: number) => ({ error_rate: `0.5 * (p50 >= bool ${minute}) / (p50 >= bool ${minute})` })
    assert.equal((await read(from(1440 - 144))).error_rate, 0.5)
    const { error_rate, notes } = await read(from(1440 - 143))
    assert.equal(error_rate, null)
    assert.match(
      notes.join(),
      /^Prometheus has a value of `error_rate` at 143 of 1,440 steps of this window alone, expected a tenth/,
    )
  })

  const refused: readonly (readonly [config: object, message: RegExp])[] = [
    [
      { error_rate: 'rate(errors_total[5m]' },
      /^Prometheus cannot evaluate the expression of drift\.prometheus\.error_rate: .*parse error: unclosed left parenthesis$/,
    ],
    [
      { error_rate: 'p95' },
      /^The expression of drift\.prometheus\.error_rate gives 2 series, expected one: put it in sum/,
    ],
    [
      { error_rate: 'p50' },
      /^Unexpected 719\.5 from the expression of drift\.prometheus\.error_rate, expected a share/,
    ],
    [
      { latency: { p50: '-5000', p95: '1', p99: '1' } },
      /^Unexpected -5000, 1 and 1 ms from the expressions of drift\.prometheus\.latency, expected p50 ≤ p95 ≤ p99/,
    ],
    [{ latency: { p50: '900', p95: '5', p99: '1' } }, /^Unexpected 900, 5 and 1 ms from/],
    [{ latency: { p50: '1', p95: '5', p99: '4.9' } }, /^Unexpected 1, 5 and 4\.9 ms from/],
    [{ error_rate: '"text"' }, /^Prometheus cannot evaluate .*error_rate: .*string/],
  ]
  for (const [config, message] of refused)
    await t.test(`an expression that is none is told in Prometheus' own words: ${JSON.stringify(config)}`, async () => {
      await assert.rejects(read(config), { name: 'UserError', message })
    })

  await t.test('an address that is not the one of the API is told', async () => {
    await assert.rejects(readOperations({ url: `${url}/graph`, error_rate: '1' }, WINDOW, { fetch, second: 1 }), {
      name: 'UserError',
      message:
        /^Prometheus answered drift\.prometheus\.error_rate with status \d+, expected a matrix; is 127\.0\.0\.1:\d+ the/,
    })
  })
})

async function serverThat(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/prefix/`
}

const FINE = JSON.stringify({
  status: 'success',
  data: { resultType: 'matrix', result: [{ metric: {}, values: [[1, '0.25']] }] },
})

/** One value speaks for the whole window. */
const WHOLE = 'x[$window]'

test('a server that is busy is asked again, with its token and its path', async (t) => {
  const seen: string[] = []
  const url = await serverThat(t, (request, response) => {
    seen.push(`${request.url} ${request.headers.authorization}`)
    response.writeHead(seen.length < 3 ? 503 : 200).end(seen.length < 3 ? '' : FINE)
  })
  const place = { fetch, second: 1, token: 't0ken' }
  assert.equal((await readOperations({ url, error_rate: WHOLE }, WINDOW, place)).error_rate, 0.25)
  assert.deepEqual(seen, Array(3).fill('/prefix/api/v1/query_range Bearer t0ken'))
})

const FAILURES: readonly (readonly [what: string, answer: RequestListener, attempts: number, message: RegExp])[] = [
  [
    'is down for longer',
    (_, response) => response.writeHead(503).end('{"status":"error","error":"query\\ntimed out"}'),
    3,
    /^Prometheus at \S+, asked for drift\.prometheus\.error_rate, answered with status 503: query timed out \(3 attempts\)$/,
  ],
  [
    'hangs up',
    (request) => request.socket.destroy(),
    3,
    /could not be reached: .*(socket|closed|ECONNRESET).* \(3 attempts\)$/,
  ],
  ['is silent', () => {}, 3, /could not be reached: it took too long \(3 attempts\)$/],
  [
    'does not know who asks',
    (_, response) => response.writeHead(401).end(),
    1,
    /refuses who asks \(status 401\): \$CONTENDER_PROMETHEUS_TOKEN is not set$/,
  ],
  ['is no Prometheus', (_, response) => response.end('<html>'), 1, /with status 200, expected a matrix; is/],
]

for (const [what, answer, attempts, message] of FAILURES)
  test(`a server that ${what} is told in one sentence, after ${attempts} attempts`, async (t) => {
    let asked = 0
    const url = await serverThat(t, (request, response) => {
      asked++
      answer(request, response)
    })
    const place = { fetch, second: 1, timeout: 200 }
    await assert.rejects(readOperations({ url, error_rate: WHOLE }, WINDOW, place), { name: 'UserError', message })
    assert.equal(asked, attempts)
  })

test('what a server warns of beside an answer is told, and nothing of the token', async (t) => {
  const warnings = ['store 10.0.0.7 did not\nanswer s3cret-t0ken']
  const url = await serverThat(t, (_, response) => response.end(JSON.stringify({ ...JSON.parse(FINE), warnings })))
  const place = { fetch, second: 1, token: 's3cret-t0ken' }
  assert.deepEqual(await readOperations({ url, error_rate: WHOLE }, WINDOW, place), {
    ...{ latency: null, error_rate: 0.25, notes: [] },
    warnings: [
      'Prometheus answered `error_rate` with a warning, so its value may be of a part only: store 10.0.0.7 did not answer ***',
    ],
  })
})

for (const status of [400, 503])
  test(`a server that says the token that it was given, with status ${status}, is told without it`, async (t) => {
    const url = await serverThat(t, (request, response) =>
      response.writeHead(status).end(JSON.stringify({ error: `unknown: ${request.headers.authorization}` })),
    )
    const place = { fetch, second: 1, token: 's3cret-t0ken\n' }
    await assert.rejects(readOperations({ url, error_rate: WHOLE }, WINDOW, place), (error: Error) => {
      assert.match(error.message, /unknown: Bearer \*\*\*/)
      assert.doesNotMatch(`${error.stack} ${error.cause}`, /s3cret/)
      return true
    })
  })

test('a token that no header can hold is not told either', async (t) => {
  const url = await serverThat(t, (_, response) => response.end(FINE))
  const place = { fetch, second: 1, token: 's3cret\nt0ken' }
  await assert.rejects(readOperations({ url, error_rate: WHOLE }, WINDOW, place), (error: Error) => {
    assert.match(error.message, /could not be reached: .*\*\*\*/)
    assert.doesNotMatch(`${error.stack} ${error.cause}`, /s3cret|t0ken/)
    return true
  })
})

for (const status of [301, 302, 307, 308])
  test(`a server that sends elsewhere (${status}) is not followed, and it is told where to`, async (t) => {
    let asked = 0
    const other = await serverThat(t, (_, response) => {
      asked++
      response.end(FINE)
    })
    const url = await serverThat(t, (_, response) =>
      response.writeHead(status, { location: `${other}api/v1/query_range?a=b` }).end(FINE),
    )
    await assert.rejects(readOperations({ url, error_rate: WHOLE }, WINDOW, { fetch, second: 1, token: 't0ken' }), {
      name: 'UserError',
      message: `Prometheus at ${new URL(url).host} sends what asks for drift.prometheus.error_rate elsewhere (status ${status}, to ${new URL(other).origin}), expected an answer: let drift.prometheus.url be the address that it leads to`,
    })
    assert.equal(asked, 0)
  })

for (const [days, step] of [
  [7, 60],
  [14, 110],
] as const)
  test(`a window of ${days} days is asked for at every ${step} seconds`, async (t) => {
    const asked: string[] = []
    const url = await serverThat(t, (request, response) => {
      request.on('data', (part) => asked.push(`${part}`))
      request.on('end', () => response.end(FINE))
    })
    await readOperations({ url, error_rate: 'x' }, { from: FROM, to: FROM + days * DAY }, { fetch, second: 1 })
    const said = new URLSearchParams(asked.join(''))
    assert.equal(said.get('step'), `${step}`)
    assert.ok((Number(said.get('end')) - Number(said.get('start'))) / step <= 11_000)
  })
