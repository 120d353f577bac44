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

export interface RangeAnswer {
  /** As they came, NaN and infinite ones too; none where there is no series. */
  readonly values: readonly number[]
  /** What the server says beside them: that only a part of it answered, for one. */
  readonly warnings: readonly string[]
}

/** Seconds before each further attempt. */
const WAITS = [1, 4]

/** Eleven thousand points take less than a million. */
const MOST_BYTES = 16_000_000

const answerSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) }),
    ),
  }),
  // Thanos and Cortex answer from what they reached, with 200.
  warnings: z.array(z.string()).default([]),
})

const refusalSchema = z.object({ error: z.string() })

/**
 * What an expression gave at each step, by `query_range` of Prometheus' HTTP API: one request, and two more where the
 * server or the way to it fails. Redirections are not followed: of another host's answer nobody knows what it is of, and
 * the token is meant for one place.
 *
 * @param what is asked for, for messages: the place in the config
 * @throws {UserError} if the server cannot be reached, refuses, sends elsewhere, or answers with several series. The token
 *   is never in a message, nor in what is returned
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export async function queryRange(place: PrometheusPlace, query: RangeQuery, what: string): Promise<RangeAnswer> {
  const say = sayerOf(place)
  const { body, status } = await ask(place, query, what)
  const parsed = answerSchema.safeParse(body)
  if (status === 200 && parsed.success) {
    const { data, warnings } = parsed.data
    const { result } = data
    if (result.length > 1) {
      throw new UserError(
        `The expression of ${what} gives ${result.length} series, expected one: put it in sum(…), max(…) or avg(…)`,
      )
    }
    return { values: (result[0]?.values ?? []).map(([, value]) => numberOf(value)), warnings: warnings.map(say) }
  }
  const said = refusalSchema.safeParse(body)
  if ((status === 400 || status === 422) && said.success)
    throw new UserError(`Prometheus cannot evaluate the expression of ${what}: ${say(said.data.error)}`)
  throw new UserError(
    `Prometheus answered ${what} with status ${status}${said.success ? `: ${say(said.data.error)}` : ''}, expected a matrix; is ${hostOf(place.url)} the address of its HTTP API?`,
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
  const say = sayerOf(place)
  for (let attempt = 0; ; attempt++) {
    const wait = WAITS[attempt]
    let failure: string
    try {
      const { body, location, status } = await send(place, query)
      if (status >= 300 && status < 400) {
        const to = URL.parse(location ?? '', url)
        throw new UserError(
          `Prometheus at ${host} sends what asks for ${what} elsewhere (status ${status}${to === null ? '' : `, to ${say(`${to.protocol}//${to.host}`)}`}), expected an answer: let drift.prometheus.url be the address that it leads to`,
        )
      }
      if (status === 401 || status === 403) {
        throw new UserError(
          `Prometheus at ${host} refuses who asks (status ${status}): $CONTENDER_PROMETHEUS_TOKEN ${place.token === undefined ? 'is not set' : 'is not taken'}`,
        )
      }
      if (status < 500 && status !== 429) return { status, body }
      const said = refusalSchema.safeParse(body)
      failure = `answered with status ${status}${said.success ? `: ${say(said.data.error)}` : ''}`
    } catch (error) {
      if (error instanceof UserError) throw error
      failure = `could not be reached: ${say(reasonOf(error))}`
    }
    if (wait === undefined) {
      const attempts = WAITS.length + 1
      throw new UserError(`Prometheus at ${host}, asked for ${what}, ${failure} (${attempts} attempts)`)
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
    redirect: 'manual',
    body: new URLSearchParams({ query: expression, start: `${start}`, end: `${end}`, step: `${step}` }).toString(),
    signal: AbortSignal.timeout(timeout),
  })
  const bytes = response.body === null ? new Uint8Array() : await readAtMost(response.body, MOST_BYTES)
  return { status: response.status, location: response.headers.get('location'), body: parse(bytes) }
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
  return (cause as Error | undefined)?.message || message
}

/** What a server said, on one line; a server may say the token that it was given. */
function sayerOf({ token }: Pick<PrometheusPlace, 'token'>): (text: string) => string {
  const secret = token?.trim() ?? ''
  return (text) => onLine(secret === '' ? text : text.replaceAll(secret, '***'))
}

function onLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 400)
}
