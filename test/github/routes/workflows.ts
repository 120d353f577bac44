import { parse } from 'yaml'
import type { World } from '../world.ts'
import type { RunStore, StoredWorkflow } from './run-store.ts'

const FOLDER = '.github/workflows/'

/** The name that a workflow's file gives it, else its path, as GitHub shows it. */
export async function nameOfWorkflow(world: World, commit: string, path: string): Promise<string> {
  const text = await world.git.ask('cat-file', 'blob', `${commit}:${path}`)
  return text === undefined ? path : (parse(text)?.name ?? path)
}

/** The workflows that have run, and those that stand on the default branch. */
export async function listWorkflows(world: World, store: RunStore): Promise<readonly StoredWorkflow[]> {
  const files = (await world.git.ask('ls-tree', '--name-only', 'HEAD', FOLDER)) ?? ''
  for (const path of files.split('\n').filter((line) => /\.ya?ml$/.test(line))) {
    store.workflow(path, await nameOfWorkflow(world, 'HEAD', path))
  }
  return store.workflows()
}

/** A workflow by its id or the name of its file. */
export async function findWorkflow(world: World, store: RunStore, asked: string): Promise<StoredWorkflow | undefined> {
  const workflows = await listWorkflows(world, store)
  return workflows.find(({ id, path }) => String(id) === asked || path === FOLDER + asked)
}
