/**
 * A key of an action's inputs, as a workflow and a command line write it.
 *
 * @example
 * kebab('missingBase') // 'missing-base'
 */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
