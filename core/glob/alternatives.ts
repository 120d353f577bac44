/** A glob of more is refused in a config, and names only itself elsewhere. */
export const MOST_ALTERNATIVES = 64

/**
 * The globs that one with braces stands for. Braces that never close, or hold no comma, are letters as others are.
 *
 * @returns undefined where there are more than 64
 * @example
 * alternativesOf('{a,b{1,2}}.csv') // ['a.csv', 'b1.csv', 'b2.csv']
 */
export function alternativesOf(glob: string): string[] | undefined {
  const found: string[] = []
  return expand(glob, 0, found) ? found : undefined
}

/** @param from where the first brace may open that is not looked at yet @returns whether all could be found */
function expand(glob: string, from: number, found: string[]): boolean {
  const open = glob.indexOf('{', from)
  if (open < 0) return found.push(glob) <= MOST_ALTERNATIVES
  const { close, pieces } = piecesAt(glob, open)
  if (pieces.length < 2) return expand(glob, open + 1, found)
  const [before, after] = [glob.slice(0, open), glob.slice(close + 1)]
  return pieces.every((piece) => expand(before + piece + after, open, found))
}

/** What stands between the commas of a pair of braces, those of braces within left alone. */
function piecesAt(glob: string, open: number): { readonly close: number; readonly pieces: readonly string[] } {
  const pieces: string[] = []
  let depth = 0
  let begin = open + 1
  for (let at = open; at < glob.length; at++) {
    const letter = glob[at]
    if (letter === '{') depth++
    if (letter === '}') depth--
    const isEnd = depth === 0
    if (!isEnd && !(depth === 1 && letter === ',')) continue
    pieces.push(glob.slice(begin, at))
    begin = at + 1
    if (isEnd) return { close: at, pieces }
  }
  return { close: -1, pieces: [] }
}
