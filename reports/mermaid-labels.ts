import { shortNames } from './charts/short-names.ts'
import { cutLabel, LONGEST_LABEL, mermaidText } from './escape.ts'

/**
 * Labels of the categories of a Mermaid chart, no two alike: Mermaid draws equal ones as one. Of long names that begin alike what
 * they share is left out; what is alike all the same, such as names of nothing but emoji, gets a number.
 *
 * @returns as many as there are names, each at most 24 characters that Mermaid takes as text
 * @example
 * mermaidLabels(['a | b', 'a b', 'c']) // ['a b', 'a b (2)', 'c']
 */
export function mermaidLabels(names: readonly string[]): readonly string[] {
  const texts = names.map((name) => mermaidText(name) || '?')
  const cut = texts.map((text) => cutLabel(text, LONGEST_LABEL))
  const short = shortNames(texts, LONGEST_LABEL).map((text) => cutLabel(text, LONGEST_LABEL))
  const seen = new Set<string>()
  return cut.map((label, at) => {
    const isAlone = cut.indexOf(label) === at && cut.lastIndexOf(label) === at
    const found = numbered(isAlone ? label : short[at]!, seen)
    seen.add(found)
    return found
  })
}

function numbered(label: string, seen: ReadonlySet<string>): string {
  if (!seen.has(label)) return label
  for (let number = 2; ; number++) {
    const end = ` (${number})`
    const found = `${cutLabel(label, LONGEST_LABEL - end.length)}${end}`
    if (!seen.has(found)) return found
  }
}
