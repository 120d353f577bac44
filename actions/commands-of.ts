/**
 * The commands of a script for a shell, as far as one can be told from the next by looking: lines that go on are joined,
 * comments left out. What is quoted, and an expression of GitHub, stays as it is.
 *
 * @param script what `run` of a step says
 * @returns in their order, none of them empty
 * @example
 * commandsOf('train --fast \\\n  --dry-run || true # later') // ['train --fast    --dry-run', 'true']
 */
export function commandsOf(script: string): string[] {
  const parted = script
    .replace(/\\\r?\n/g, ' ')
    .replace(PART, (part: string, kept?: string) =>
      kept === undefined ? (part[0] === '#' ? '' : '\n') : oneLine(kept),
    )
  return parted
    .split('\n')
    .map((command) => command.trim())
    .filter((command) => command !== '')
}

/** What is kept; a comment; what ends a command, which an `&` beside `>` or `<` does not. */
const PART = /(\$\{\{.*?\}\}|"(?:\\.|[^"\\])*"|'[^']*'|\\.)|(?<=^|[\s;&|()])#[^\n]*|\n|;|(?<![<>])&&?(?!>)|\|\|?/gs

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ')
}
