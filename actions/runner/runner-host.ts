import { randomBytes } from 'node:crypto'
import type { Host } from '../action.ts'
import type { Log } from './open-log.ts'
import { proxyFetch } from './proxy-fetch.ts'

/**
 * What an action sees of a runner: its folder, its environment without the inputs, and the workflow's token as
 * `GITHUB_TOKEN`. Commands of the team get none of it (`core/io/child-environment.ts`).
 */
export function runnerHost(environment: Host['environment'], log: Log, token: string | undefined): Host {
  const { GITHUB_WORKSPACE: workspace } = environment
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('INPUT_')))
  return {
    directory: workspace || process.cwd(),
    environment: { ...kept, GITHUB_TOKEN: token ?? environment.GITHUB_TOKEN },
    now: () => new Date(),
    clock: () => performance.now(),
    random: randomBytes,
    step: log.step,
    warn: log.warn,
    stream: log.stream,
    paint: (_style, text) => text,
    fetch: proxyFetch(environment),
  }
}
