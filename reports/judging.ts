import { codeSpan } from './code-span.ts'

/** Paths that are named. */
const MOST = 8

/**
 * What of a change edits its own judge, for a reviewer to see first; empty where nothing does.
 *
 * @param signed somebody who may has looked at it
 */
export function judgingSection(judging: readonly string[], signed: boolean): string {
  if (judging.length === 0) return ''
  const shown = judging.slice(0, MOST).map(codeSpan)
  const more = judging.length - shown.length
  const list = more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
  const what = `This change edits what judges it: ${list}.`
  return signed
    ? `> [!NOTE]\n> ${what} Somebody whom the policy names has looked at that.`
    : `> [!WARNING]\n> ${what} Its numbers prove little until somebody has looked at that and signed \`judged-by\`.`
}
