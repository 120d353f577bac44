const TRAILER = 'Contender-Retraining: '

/**
 * The message of a commit of ours: its last line names the commit's own tree. Whose token writes it does not matter, so a
 * person's token does not make a person's commits ours.
 *
 * @param tree sha of the commit's tree
 * @example
 * markOwnCommit('Retrain delay\n', 'a1b2') // 'Retrain delay\n\nContender-Retraining: a1b2\n'
 */
export function markOwnCommit(message: string, tree: string): string {
  return `${message.trimEnd()}\n\n${TRAILER}${tree}\n`
}

/**
 * Whether a commit is as we wrote it. Who amends it, or picks it onto other files, changes its tree; who commits on top of it
 * writes a message of their own: none of these is ours.
 *
 * @param tree sha of the commit's tree
 * @example
 * isOwnCommit({ message: 'Retrain delay\n\nContender-Retraining: a1b2\n', tree: 'a1b2' }) // true
 */
export function isOwnCommit({ message, tree }: { readonly message: string; readonly tree: string }): boolean {
  return message.trimEnd().endsWith(`\n\n${TRAILER}${tree}`)
}
