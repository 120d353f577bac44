/**
 * Words of a command that may be paths: a script that it names is part of the model, whether `inputs` says so or not.
 *
 * @example
 * wordsOf('python train.py --rounds 3') // ['python', 'train.py', '3']
 */
export function wordsOf(command: string | undefined): string[] {
  return (command ?? '').split(/[\s"'`;&|()<>=]+/).filter((word) => /\w/.test(word) && !word.startsWith('-'))
}
