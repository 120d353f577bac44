/** A commit, and what it was made on: the branch it came to first. */
export interface LineCommit {
  readonly sha: string
  readonly parents: readonly string[]
}

/**
 * The commits that a branch itself went through, newest first: the first parents of its tip. What was merged into it
 * stood on other branches.
 *
 * @param known commits of the branch, as far as they were read; the line ends where they do
 */
export function firstParents(tip: string, known: ReadonlyMap<string, LineCommit>): LineCommit[] {
  const line: LineCommit[] = []
  for (let at = known.get(tip); at !== undefined; at = known.get(at.parents[0] ?? '')) line.push(at)
  return line
}

/**
 * The commit by which a branch got another: itself, where it stood on the branch, else the merge that brought it.
 *
 * @param known all commits of the branch that are no older than `sha`
 * @returns undefined where the branch has no such commit, as far as it is known
 */
export function broughtBy(sha: string, tip: string, known: ReadonlyMap<string, LineCommit>): LineCommit | undefined {
  const seen = new Set<string>()
  return firstParents(tip, known).findLast((commit) => {
    const waiting = [commit.sha]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === sha) return true
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(...(known.get(next)?.parents ?? []))
    }
    return false
  })
}
