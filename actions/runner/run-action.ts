import '../../core/io/without-maglev.mjs'
import { randomUUID } from 'node:crypto'
import { arch, cpus, platform, totalmem } from 'node:os'
import { plain } from '../../reports/plain.ts'
import type { Action, Host } from '../action.ts'
import { VERSION } from '../header.ts'
import { exitCode } from './exit-code.ts'
import { explain } from './explain.ts'
import { type Log, openLog } from './open-log.ts'
import { type Given, readInputs } from './read-inputs.ts'
import { runnerHost } from './runner-host.ts'
import { tellRunner } from './tell-runner.ts'

/**
 * Runs an action as a step of a workflow, and sets the exit code of this process: the one place that catches.
 *
 * @param load what is heavy is loaded after the first line of the log
 */
export async function runAction(load: () => Promise<Action>): Promise<void> {
  const { env } = process
  const log = openLog(
    (text) => process.stdout.write(text),
    () => performance.now(),
    randomUUID(),
  )
  log.say(`Contender ${VERSION}`)
  try {
    const action = await load()
    const given = readInputs(action, env)
    const { githubToken } = given.runner
    if (githubToken !== undefined) log.hide(githubToken)
    debugFacts(action, given, log)
    const host = runnerHost({ ...env }, log, githubToken)
    // No program that we start has any business with them.
    for (const name of Object.keys(env)) if (name.startsWith('INPUT_')) delete env[name]
    process.exitCode = await perform(action, given, host, log)
  } catch (error) {
    process.exitCode = explain(error, { environment: env, log, version: VERSION })
  }
}

async function perform(action: Action, given: Given, host: Host, log: Log): Promise<number> {
  const done = await action.main(given.own as never, host)
  const { annotations = [], outcome, summary, text } = done
  // A page of Markdown reads better where it is rendered.
  if (text !== summary) log.say(`\n${text}`)
  log.say(`Outcome: ${outcome}`)
  const uploaded = await tellRunner(done, { action, given, host, log })
  if (done.failure !== undefined) throw done.failure
  const { failOn } = given.runner
  const code = exitCode(outcome, failOn, uploaded)
  // A red step without a word at the top of the run's page would leave people to search the log.
  if (code !== 0 && failOn === 'never')
    log.error(`contender ${action.name}: ${outcome}, but the report did not leave the runner, and a bot waits for it`)
  else if (code !== 0 && annotations.every(({ level }) => level === 'notice'))
    log.error(`contender ${action.name}: ${outcome}. The job's summary tells why`)
  return code
}

function debugFacts({ name }: Action, { own, runner }: Given, { debug }: Log): void {
  const { githubToken, ...shown } = runner
  const { env } = process
  debug(`contender ${name} ${VERSION}, Node ${process.version}, ${platform()} ${arch()}`)
  debug(`${cpus().length} processors, ${Math.round(totalmem() / 2 ** 20)} MB of memory`)
  debug(
    `inputs: ${plain(JSON.stringify({ ...own, ...shown, githubToken: githubToken === undefined ? 'none' : 'given' }))}`,
  )
  for (const fact of FACTS) if (env[fact]) debug(`${fact}=${env[fact]}`)
}

const FACTS = [
  ...['GITHUB_REPOSITORY', 'GITHUB_EVENT_NAME', 'GITHUB_REF', 'GITHUB_SHA', 'GITHUB_BASE_REF', 'GITHUB_HEAD_REF'],
  ...['GITHUB_WORKFLOW_REF', 'GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB', 'GITHUB_WORKSPACE', 'RUNNER_NAME'],
]
