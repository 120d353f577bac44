import type { Action } from '../action.ts'

/** The actions that a workflow can use, in the order of a pull request and what comes after it. */
export const PUBLISHED: readonly (() => Promise<Action>)[] = [
  async () => (await import('../pipeline/main.ts')).pipeline,
  async () => (await import('../validate/main.ts')).validate,
  async () => (await import('../train/main.ts')).train,
  async () => (await import('../evaluate/main.ts')).evaluate,
  async () => (await import('../compare/main.ts')).compare,
  async () => (await import('../report/main.ts')).report,
  async () => (await import('../comment/main.ts')).comment,
  async () => (await import('../release/main.ts')).release,
  async () => (await import('../drift/main.ts')).drift,
  async () => (await import('../retrain/main.ts')).retrain,
  async () => (await import('../publish/main.ts')).publish,
]
