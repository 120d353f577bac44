import { AsyncLocalStorage } from 'node:async_hooks'

/** Settings of Git by their names, as `git -c` takes them. */
export type GitSettings = readonly (readonly [name: string, value: string])[]

const current = new AsyncLocalStorage<GitSettings>()

/**
 * Lets every git process that `work` starts have settings of its own, above those of files. They go by its
 * environment: no file and no command line ever holds them, and no other process gets them.
 */
export function withGitSettings<T>(settings: GitSettings, work: () => Promise<T>): Promise<T> {
  return current.run(settings, work)
}

/**
 * Variables for the environment of a git process, on top of those that are there.
 *
 * @param environment of this process, which may hold settings already
 */
export function settingsEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const settings = current.getStore() ?? []
  if (settings.length === 0) return {}
  const there = Number(environment.GIT_CONFIG_COUNT ?? 0)
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(there + settings.length) }
  for (const [at, [name, value]] of settings.entries()) {
    variables[`GIT_CONFIG_KEY_${there + at}`] = name
    variables[`GIT_CONFIG_VALUE_${there + at}`] = value
  }
  return variables
}
