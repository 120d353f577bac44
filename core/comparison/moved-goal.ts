const BEGINNING = 'This change moves the goal: '

/**
 * The note that a change is judged by other rows, another target or another way of preparing them than its base
 * was: no number of it means what it meant before.
 *
 * @param moved settings and files, at least one
 * @example
 * sayMovedGoal(['data.test']) // 'This change moves the goal: data.test differs from the base. Both models are judged on the new rows.'
 */
export function sayMovedGoal(moved: readonly string[]): string {
  return `${BEGINNING}${moved.join(', ')} ${moved.length === 1 ? 'differs' : 'differ'} from the base. Both models are judged on the new rows.`
}

/** Whether a note is that one: reviewers are to see it before anything else. */
export function isMovedGoal(note: string): boolean {
  return note.startsWith(BEGINNING)
}
