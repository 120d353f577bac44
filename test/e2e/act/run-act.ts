import { spawn } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { repositoryRoot } from './installed.ts'

/** What a runner gives to actions of one job, and to nobody else. */
export interface JobSecrets {
  readonly token: string
  readonly runtimeToken: string
  readonly resultsUrl: string
}

export interface ActOptions {
  /** A clone, checked out as actions/checkout would: act copies it in that step's place. */
  readonly clone: string
  /** Name of the file in `.github/workflows`. */
  readonly workflow: string
  readonly event: string
  /** What GitHub tells of the event. */
  readonly payload: object
  /** By the id of the job. */
  readonly jobs: Readonly<Record<string, JobSecrets>>
  /** `owner/name@ref` → the folder that stands in for it. */
  readonly actions: Readonly<Record<string, string>>
  /** What the runner says of the run: `GITHUB_RUN_ID`, … */
  readonly environment: Readonly<Record<string, string>>
  /** Folder for everything that act writes; made when missing. */
  readonly scratch: string
  /** Programs by name that come before those of the machine: texts of bash scripts. */
  readonly programs?: Readonly<Record<string, string>> | undefined
  /** Told of each job as it ends, by its id, before the next one begins to do anything. */
  readonly onJob?: ((job: string, result: string) => void) | undefined
}

/** What became of one job, all legs of a matrix together. */
export interface ActJob {
  /** `success`, `failure`, one for each leg. */
  readonly results: readonly string[]
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  readonly annotations: readonly {
    level: string
    file: string | undefined
    line: number | undefined
    message: string
  }[]
  readonly log: string
}

export interface ActRun {
  /** Of act itself: 0 where no job failed, and also where nothing ran at all. */
  readonly code: number
  /** By id; a job that did not run is not there. */
  readonly jobs: Readonly<Record<string, ActJob>>
  /** All that act said, for people. */
  readonly log: string
}

/** A line of `act --json`. */
interface Line {
  readonly jobID?: string
  readonly jobResult?: string
  readonly command?: string
  readonly name?: string
  readonly arg?: string
  readonly content?: string
  readonly kvPairs?: Readonly<Record<string, string>>
  readonly msg: string
}

/**
 * Runs a workflow by act, on this machine and without Docker.
 *
 * act knows one token for all jobs; a runner gives each job its own. So the `node` that act finds stands in for the
 * runner there: it hands an action, and only an action, what belongs to its job.
 */
export async function runAct(options: ActOptions): Promise<ActRun> {
  const { actions, clone, environment, event, jobs, onJob, payload, programs = {}, scratch, workflow } = options
  const bin = join(scratch, 'bin')
  await mkdir(bin, { recursive: true })
  const eventFile = join(scratch, 'event.json')
  await writeFile(eventFile, JSON.stringify(payload))
  for (const [name, text] of Object.entries({ ...programs, node: nodeOf(jobs) })) {
    // Not sh: dash drops variables with a dash in their names, which inputs have.
    await writeFile(join(bin, name), `#!/usr/bin/env bash\n${text}`)
    await chmod(join(bin, name), 0o755)
  }
  const args = [
    ...[event, '--json', '--workflows', `.github/workflows/${workflow}`, '--eventpath', eventFile],
    ...['--platform', 'ubuntu-latest=-self-hosted', '--no-cache-server', '--action-cache-path', join(scratch, 'cache')],
    ...Object.entries(actions).flatMap(([name, folder]) => ['--local-repository', `${name}=${folder}`]),
    ...Object.entries(environment).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    // So that `${{ github.token }}` is not empty, which is all that it has to be.
    ...['--secret', 'GITHUB_TOKEN=the token of the job'],
  ]
  const { code, lines, log } = await actLines(args, { bin, clone, onJob, scratch })
  const ids = [...new Set(lines.flatMap(({ jobID }) => jobID ?? []))]
  return {
    code,
    log,
    jobs: Object.fromEntries(ids.map((id) => [id, jobOf(lines.filter(({ jobID }) => jobID === id))])),
  }
}

/** Its processes get nothing of this one's environment but where programs are. */
async function actLines(
  args: readonly string[],
  { bin, clone, onJob, scratch }: Pick<ActOptions, 'clone' | 'onJob' | 'scratch'> & { bin: string },
) {
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    HOME: join(scratch, 'home'),
    LANG: 'C.UTF-8',
    GIT_CONFIG_GLOBAL: '/dev/null',
  }
  const child = spawn(join(repositoryRoot, '.tools/act'), args, { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: Line[] = []
  let said = ''
  createInterface({ input: child.stdout }).on('line', (text) => {
    if (!text.startsWith('{')) return
    const line = JSON.parse(text) as Line
    lines.push(line)
    if (line.jobID !== undefined && line.jobResult !== undefined) onJob?.(line.jobID, line.jobResult)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const code = await new Promise<number>((done, fail) => {
    child.on('error', fail)
    child.on('close', (status) => done(status ?? 130))
  })
  return { code, lines, log: `${lines.map(({ msg }) => msg.trimEnd()).join('\n')}\n${said}` }
}

function jobOf(lines: readonly Line[]): ActJob {
  const outputs = lines.filter(({ command }) => command === 'set-output')
  const annotations = lines.filter(({ command }) => ['error', 'warning', 'notice'].includes(command ?? ''))
  return {
    results: lines.flatMap(({ jobResult }) => jobResult ?? []),
    summary: lines.map(({ command, content }) => (command === 'summary' ? content : '')).join(''),
    outputs: Object.fromEntries(outputs.map(({ arg, name }) => [name!, arg!])),
    annotations: annotations.map(({ arg, command, kvPairs }) => ({
      level: command!,
      file: kvPairs?.file,
      line: kvPairs?.line === undefined ? undefined : Number(kvPairs.line),
      message: arg!,
    })),
    log: lines.map(({ msg }) => msg.trimEnd()).join('\n'),
  }
}

/**
 * A bash script that every step starts as `node`; of an action it is given the file where act has copied it. act asks
 * it first where node really is, and would start that.
 */
function nodeOf(jobs: ActOptions['jobs']): string {
  const cases = Object.entries(jobs).map(
    ([job, { resultsUrl, runtimeToken, token }]) =>
      `${job}) exec env 'INPUT_GITHUB-TOKEN=${token}' ACTIONS_RUNTIME_TOKEN=${runtimeToken} ACTIONS_RESULTS_URL=${resultsUrl} '${process.execPath}' "$@" ;;`,
  )
  return `if [[ $* == *process.execPath* ]]; then echo "$0"; exit; fi
if [[ $1 == */act/actions/* ]]; then case "$GITHUB_JOB" in
${cases.join('\n')}
esac; fi
exec '${process.execPath}' "$@"
`
}
