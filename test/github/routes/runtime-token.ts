import { createHmac } from 'node:crypto'

const KEY = 'the key of runtime tokens in tests'
const SCOPE = /(?:^| )Actions\.Results:(\d+)(?:\.(\d+))?:\d+(?: |$)/

/** What a job's runtime token stands for. */
export interface RuntimeJob {
  readonly run: number
  readonly attempt: number
}

/**
 * A job's ACTIONS_RUNTIME_TOKEN: a signed JWT whose scope names the run (and its attempt) that artifacts go to.
 *
 * @param job attempts count from 1
 */
export function runtimeToken({ attempt, run }: RuntimeJob): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ scp: `Actions.Results:${run}.${attempt}:1` })}`
  return `${signed}.${signature(signed)}`
}

/** The job of a token that this server gave out; undefined for any other. */
export function readRuntimeToken(token: string): RuntimeJob | undefined {
  const [head = '', body = '', sign] = token.split('.')
  if (sign !== signature(`${head}.${body}`)) return undefined
  const [, run, attempt] = SCOPE.exec(JSON.parse(Buffer.from(body, 'base64url').toString()).scp) ?? []
  return run === undefined ? undefined : { run: Number(run), attempt: Number(attempt ?? 1) }
}

function signature(text: string): string {
  return createHmac('sha256', KEY).update(text).digest('base64url')
}
