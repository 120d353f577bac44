const DAY = 86_400_000

/**
 * How old something is, as coarse as people say it: a text that stays the same for long is not written anew each day.
 *
 * @param milliseconds ≥ 0; a clock that was set back counts as none
 * @example
 * coarseAge(20 * 86_400_000) // '2 weeks'
 */
export function coarseAge(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY)
  if (days < 1) return 'today'
  if (days < 14) return say(days, 'day')
  if (days < 61) return say(Math.floor(days / 7), 'week')
  if (days < 730) return say(Math.floor(days / 30.44), 'month')
  return say(Math.floor(days / 365.25), 'year')
}

function say(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}
