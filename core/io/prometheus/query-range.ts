import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import { UserError } from '../../errors.ts'
import { readAtMost } from '../../read-at-most.ts'

/** A Prometheus server, and how it is asked. */
export interface PrometheusPlace {
  /** Its address, with the path that it is served under. */
  readonly url: string
  /** Sent as a bearer token. */
  readonly token?: string | undefined
  readonly fetch: typeof fetch
  /** Milliseconds that one request may take: 30,000. */
  readonly timeout?: number
  /** Milliseconds that a second of waiting takes: 1000, but in tests. */
  readonly second?: number
}

/** What is asked, and over which stretch of time: seconds since 1970. */
export interface RangeQuery {
  readonly expression: string
  readonly start: number
  readonly end: number
  readonly step: number
}

/** Seconds before each further attempt. */
const WAITS = [1, 4]

/** Eleven thousand points take less than half of one. */
const MOST_BYTES = 16_000_000

const answerSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) }),
    ),
  }),
})

const refusalSchema = z.object({ error: z.string() })

/**
 * What an expression gave at each step, by `query_range` of Prometheus' HTTP API: one request, and two more where the
 * server or the way to it fails.
 *
 * @param what is asked for, for messages: the place in the config
 * @returns values as they came, NaN and infinite ones too; none where there is no series
 * @throws {UserError} if the server cannot be reached, refuses, or answers with several series
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export async function queryRange(place: PrometheusPlace, query: RangeQuery, what: string): Promise<number[]> {
  const { body, status } = await ask(place, query, what)
  const parsed = answerSchema.safeParse(body)
  if (status === 200 && parsed.success) {
    const { result } = parsed.data.data
    if (result.length > 1) {
      throw new UserError(
        `The expression of ${what} gives ${result.length} series, expected one: put it in sum(…), max(…) or avg(…)`,
      )
    }
    return (result[0]?.values ?? []).map(([, value]) => numberOf(value))
  }
  const said = refusalSchema.safeParse(body)
  if ((status === 400 || status === 422) && said.success)
    throw new UserError(`Prometheus cannot evaluate the expression of ${what}: ${onLine(said.data.error)}`)
  throw new UserError(
    `Prometheus answered ${what} with status ${status}${said.success ? `: ${onLine(said.data.error)}` : ''}, expected a matrix; is ${hostOf(place.url)} the address of its HTTP API?`,
  )
}

/** Asks, and once more after a while where an answer may come yet. */
async function ask(
  place: PrometheusPlace,
  query: RangeQuery,
  what: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const { second = 1000, url } = place
  const host = hostOf(url)
  for (let attempt = 0; ; attempt++) {
    const wait = WAITS[attempt]
    let failure: string
    let cause: unknown
    try {
      const { body, status } = await send(place, query)
      if (status === 401 || status === 403) {
        throw new UserError(
          `Prometheus at ${host} refuses who asks (status ${status}): $CONTENDER_PROMETHEUS_TOKEN ${place.token === undefined ? 'is not set' : 'is not taken'}`,
        )
      }
      if (status < 500 && status !== 429) return { status, body }
      const said = refusalSchema.safeParse(body)
      failure = `answered with status ${status}${said.success ? `: ${onLine(said.data.error)}` : ''}`
    } catch (error) {
      if (error instanceof UserError) throw error
      cause = error
      failure = `could not be reached: ${reasonOf(error)}`
    }
    if (wait === undefined) {
      const attempts = WAITS.length + 1
      throw new UserError(`Prometheus at ${host}, asked for ${what}, ${failure} (${attempts} attempts)`, { cause })
    }
    await pause(wait * second)
  }
}

async function send({ fetch, timeout = 30_000, token, url }: PrometheusPlace, query: RangeQuery) {
  const { end, expression, start, step } = query
  const response = await fetch(`${url.replace(/\/+$/, '')}/api/v1/query_range`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: new URLSearchParams({ query: expression, start: `${start}`, end: `${end}`, step: `${step}` }).toString(),
    signal: AbortSignal.timeout(timeout),
  })
  const bytes = response.body === null ? new Uint8Array() : await readAtMost(response.body, MOST_BYTES)
  return { status: response.status, body: parse(bytes) }
}

/** @returns undefined for what is no JSON, or is too much of it */
function parse(bytes: Uint8Array | undefined): unknown {
  try {
    return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/** `+Inf`, `-Inf` and `NaN` are text to JSON, and so is every number of theirs. */
function numberOf(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text)
}

/** What a person is told of an address: nothing of a password that stands in it. */
function hostOf(url: string): string {
  return new URL(url).host
}

function reasonOf(error: unknown): string {
  const { cause, message, name } = error as Error
  if (name === 'TimeoutError') return 'it took too long'
  return onLine((cause as Error | undefined)?.message || message)
}

function onLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 400)
}
