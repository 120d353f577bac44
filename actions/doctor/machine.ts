import { access, constants, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { loadRuntime } from '../../core/models/onnx/session.ts'
import { withFiles } from '../with-data.ts'
import { note, ok, type Patient, problem } from './check.ts'

const ROOM = 1e9

/** The Node that runs this, and the native code that reads data and runs models. */
export async function checkMachine({ directory, root }: Patient) {
  const major = Number.parseInt(process.versions.node, 10)
  const node =
    major >= 24
      ? ok(`Node ${process.versions.node}`)
      : problem(`Node is ${process.versions.node}.`, 'Install Node 24 or newer.')
  return [
    node,
    await loads('DuckDB', () => withFiles({ directory, root }, async (engine) => engine.query('SELECT 1', ''))),
    await loads('onnxruntime', loadRuntime),
  ]
}

async function loads(name: string, load: () => Promise<unknown>) {
  try {
    await load()
    return ok(`${name} loads`)
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error)
    return problem(
      `${name} does not load: ${said}`,
      'Install Contender again with `npm ci`, on the system that runs it.',
    )
  }
}

/** Room for artifacts, and the right to write them. */
export async function checkRoom({ directory }: Patient) {
  const folder = join(directory, '.contender')
  const there = await stat(folder).catch(() => undefined)
  const writable = await access(there === undefined ? directory : folder, constants.W_OK).then(
    () => there?.isDirectory() ?? true,
    () => false,
  )
  if (!writable) {
    const next = 'Make it a folder that you may write to, or name another with --out.'
    return [problem(`${folder} cannot be written to.`, next)]
  }
  const { bavail, bsize } = await statfs(directory)
  const free = bavail * bsize
  return free < ROOM
    ? [note(`Only ${Math.round(free / 1e6)} MB are free for artifacts.`, 'Make room before you train.')]
    : [ok('artifacts can be written')]
}
