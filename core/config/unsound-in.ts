import { type Document, isAlias, isMap, isNode, isScalar, visit, type YAMLMap } from 'yaml'

/** What is wrong with YAML that is well-formed, and where in the text. */
export interface Unsound {
  readonly found: string
  readonly expected: string
  readonly at: number
}

/** Lists and sections within each other: a config needs 8, a team's own parameters a few more. */
const DEEPEST = 64

/** What each of them stands for is searched for in the whole text. */
const MOST_ALIASES = 250

/**
 * What makes a text that anybody may have written mean two things, or take longer than its length says: a name that
 * stands twice in a section, values too deep within each other, too many aliases. Time O(n), where the parser's own
 * search for names that stand twice compares each with each.
 *
 * @returns the first one; undefined where there is none
 */
export function unsoundIn(document: Document.Parsed): Unsound | undefined {
  let found: Unsound | undefined
  let aliases = 0
  visit(document, {
    Node: (_, node, path) => {
      const at = placeOf(node)
      // Between a section and one of its values stands a pair.
      if (path.length > 2 * DEEPEST) {
        found = {
          found: 'values so deep',
          expected: `expected at most ${DEEPEST} lists and sections within each other`,
          at,
        }
      } else if (isAlias(node) && ++aliases > MOST_ALIASES) {
        found = { found: `alias \`*${node.source}\``, expected: `expected at most ${MOST_ALIASES} aliases`, at }
      } else if (isMap(node)) found = twiceIn(node)
      return found && visit.BREAK
    },
  })
  return found
}

function twiceIn({ items }: YAMLMap): Unsound | undefined {
  const names = new Set<unknown>()
  for (const { key } of items) {
    const name = isScalar(key) ? String(key.value) : key
    if (names.has(name))
      return { found: `second \`${String(name)}\``, expected: 'expected each name once', at: placeOf(key) }
    names.add(name)
  }
  return undefined
}

function placeOf(node: unknown): number {
  return (isNode(node) ? node.range?.[0] : undefined) ?? 0
}
