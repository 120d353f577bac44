import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { RegistryArtifact, RegistryHistory } from '../../../core/artifacts/registry.ts'
import { pythonTool } from '../../python-tool.ts'

/** A command line of GTO, and the second in which it is run. */
export interface Line {
  readonly words: readonly string[]
  readonly at: number
}

/** What GTO prints with `--json`. */
interface Said {
  readonly codes: readonly number[]
  readonly show: Readonly<Record<string, { version: string | null; stage: Readonly<Record<string, string | null>> }>>
  readonly versions: Readonly<
    Record<string, readonly { version: string; commit_hexsha: string; stages: { stage: string }[] }[]>
  >
  readonly history: readonly Readonly<Record<string, string | null>>[]
}

export const { skip } = pythonTool('gto')

/** Runs GTO in several repositories, in one process. */
export async function gto(jobs: readonly { repository: string; lines: readonly Line[] }[]): Promise<Said[]> {
  const child = spawn(pythonTool('python').path, [fileURLToPath(new URL('run_gto.py', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(JSON.stringify(jobs))
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (out === '') throw new Error(`gto said nothing: ${error}`)
  return JSON.parse(out) as Said[]
}

/** What GTO shows, as far as it and we tell the same. */
export function shownByGto({ show, versions }: Said) {
  return Object.fromEntries(
    Object.entries(show).map(([name, { stage, version }]) => [
      name,
      {
        latest: version,
        stages: Object.fromEntries(Object.entries(stage).filter(([, holder]) => holder !== null)),
        versions: versions[name]!.filter(({ version }) => version.startsWith('v')).map(
          ({ commit_hexsha, stages, version }) => [version, commit_hexsha, stages.map(({ stage }) => stage).sort()],
        ),
      },
    ]),
  )
}

/** What we show, in the same form. GTO shows neither deprecated models nor versions that were taken back. */
export function shownByUs({ models }: RegistryArtifact) {
  return Object.fromEntries(
    models
      .filter(({ deprecated }) => !deprecated)
      .map(({ latest, model, stages, versions }) => [
        model,
        {
          latest,
          stages: Object.fromEntries(Object.entries(stages).filter(([, holder]) => holder !== null)),
          versions: versions
            .filter(({ deprecated, version }) => !deprecated && version.startsWith('v'))
            .map(({ commit, stages, version }) => [version, commit, [...stages].sort()]),
        },
      ]),
  )
}

const EVENTS = {
  register: 'registration',
  deregister: 'deregistration',
  assign: 'assignment',
  unassign: 'unassignment',
  deprecate: 'deprecation',
} as const

export function historyByGto({ history }: Said) {
  return history.map(({ artifact, author, author_email, commit, event, message, ref, stage, timestamp, version }) => ({
    at: new Date(timestamp!).toISOString(),
    artifact,
    event,
    version,
    stage,
    commit,
    author,
    author_email,
    message,
    ref,
  }))
}

export function historyByUs({ events }: RegistryHistory) {
  return events.map(({ action, at, by, commit, message, model, stage, tag, version }) => ({
    at,
    artifact: model,
    event: EVENTS[action],
    version,
    stage,
    commit,
    author: by.name,
    author_email: by.email,
    message,
    ref: tag,
  }))
}
