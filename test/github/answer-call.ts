import { EMULATED } from './emulated.ts'
import { faultAnswer, takeFault } from './faults.ts'
import { tooLong } from './field-limits.ts'
import type { FoundOperation } from './operations.ts'
import type { RateLimits } from './rate-limits.ts'
import { refusal } from './rights.ts'
import { type ApiAnswer, type ApiCall, no, type Route } from './route.ts'
import { answerProblems, requestProblems } from './traffic.ts'
import type { World } from './world.ts'

/** The connection ends without an answer. */
export const DROPPED = Symbol('dropped')

export interface Answering {
  readonly world: World
  readonly routes: ReadonlyMap<string, Route>
  readonly limits: RateLimits
}

/**
 * One call of the API, from the rights of its token to what GitHub's description says of its answer.
 *
 * @param administrator nothing is counted, limited or made to fail
 */
export async function answerCall(
  { limits, routes, world }: Answering,
  call: ApiCall,
  found: FoundOperation,
  administrator = false,
): Promise<ApiAnswer | typeof DROPPED> {
  const { operation } = found
  const { route } = operation
  const writes = call.method !== 'GET'
  const fault = administrator ? undefined : takeFault(world.faults, route)
  await fault?.until
  if (fault?.drop === 'before') return DROPPED
  const failure = fault && faultAnswer(fault)
  const staged = (fault?.late ? undefined : failure) ?? (administrator ? undefined : await firstOf(world, call, route))
  const early =
    staged ??
    (administrator ? undefined : (limits.spend(call.token, writes) ?? refusal(world, route, call))) ??
    refusedFields(world, found, call)
  const answer = early ?? (await work(world, routes, route, call))
  const problems = answerProblems(operation, answer)
  if (problems.length > 0 && staged === undefined)
    world.violations.push(`${route} was answered with ${answer.status}, but ${problems.join('; ')}`)
  if (early === undefined && writes && answer.status < 400)
    for (const told of world.written) await told(route, call, answer)
  if (fault?.late && failure !== undefined) return failure
  return fault?.drop === 'after' ? DROPPED : answer
}

async function firstOf({ before }: World, call: ApiCall, route: string): Promise<ApiAnswer | undefined> {
  for (const ask of before) {
    const answer = await ask(call, route)
    if (answer !== undefined) return answer
  }
  return undefined
}

function refusedFields(world: World, { operation }: FoundOperation, call: ApiCall): ApiAnswer | undefined {
  const long = tooLong(operation.route, call.body)
  if (long !== undefined) return long
  const problems = requestProblems(operation, call)
  if (problems.length === 0) return undefined
  world.violations.push(`${operation.route} was asked with ${problems.join('; ')}`)
  return no(422, `Invalid request.\n\n${problems.join('\n')}`)
}

async function work(
  world: World,
  routes: ReadonlyMap<string, Route>,
  route: string,
  call: ApiCall,
): Promise<ApiAnswer> {
  const ours = routes.get(route)
  if (ours !== undefined) return ours.answer(call).catch(refusedByGit)
  return EMULATED.has(route) ? world.forward(call) : unknown(world, route)
}

/** What git refuses is the caller's fault: a tree that is not there, a name that cannot be. */
function refusedByGit(error: Error & { readonly cmd?: string }): ApiAnswer {
  if (error.cmd === undefined) throw error
  return no(422, error.message)
}

/** A request that this GitHub does not know is answered with 501, and makes the test fail. */
export function unknown(world: World, route: string): ApiAnswer {
  const message = `The GitHub of the tests does not know ${route}: add it to test/github/`
  world.violations.push(message)
  return no(501, message)
}
