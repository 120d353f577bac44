import { posix } from 'node:path'
import { parse } from 'yaml'
import { exists, readText } from '../../core/io/files.ts'

/** A step of a DVC pipeline; paths as they are in the repository. */
export interface Stage {
  readonly name: string
  readonly command: string
  readonly deps: readonly string[]
  readonly outs: readonly string[]
}

/** An entry of `deps` or `outs`: a path, or a path with its options. */
type Entry = string | Readonly<Record<string, unknown>>

interface Written {
  readonly stages?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/**
 * The stages of the `dvc.yaml` of a folder. A file that cannot be read is passed over: it is DVC's to complain about.
 */
export async function readStages(folder: string): Promise<Stage[]> {
  const written = await read(`${folder}/dvc.yaml`)
  return Object.entries(written?.stages ?? {}).flatMap(([name, stage]) =>
    typeof stage?.cmd === 'string' ? [stageOf(name, stage, stage.cmd)] : [],
  )
}

/** The stage that trains: by its name, else by its command. */
export function trainingStage(stages: readonly Stage[]): Stage | undefined {
  const says = (text: string) => /(^|[^a-z])(train|fit)/i.test(text)
  return stages.find(({ name }) => says(name)) ?? stages.find(({ command }) => says(command))
}

function stageOf(name: string, stage: Readonly<Record<string, unknown>>, command: string): Stage {
  const folder = typeof stage.wdir === 'string' ? stage.wdir : '.'
  const paths = (entries: unknown) =>
    (Array.isArray(entries) ? (entries as Entry[]) : []).flatMap((entry) => {
      const path = typeof entry === 'string' ? entry : Object.keys(entry ?? {})[0]
      return path === undefined ? [] : [posix.join(folder, path)]
    })
  // What is templated, or runs in another folder, only DVC itself can run as it is meant.
  const own = !command.includes('${') && folder === '.'
  return {
    name,
    command: own ? command : `dvc repro --single-item ${name}`,
    deps: paths(stage.deps),
    outs: paths(stage.outs),
  }
}

async function read(path: string): Promise<Written | undefined> {
  if (!(await exists(path))) return undefined
  try {
    const value: unknown = parse(await readText(path))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
