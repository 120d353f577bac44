/** Interpreters whose version decides what a command does, and that print it when asked by `--version`. */
const RUNTIME =
  /^(python|pypy)[\d.]*$|^(uv|uvx|poetry|pipenv|pdm|conda|mamba|micromamba|pixi|Rscript|R|julia|node|deno|bun|java|ruby|perl|php|octave|dotnet|rustc|cargo)$/i

const WORDS = /(?:"[^"]*"|'[^']*'|\\.|[^\s;&|()"'])+|&&|\|\||[;&|()\n]/g
const ENDS = /^(&&|\|\||[;&|()\n])$/

/**
 * Programs that a shell command starts, as far as they are known to answer `--version` and do nothing else:
 * the first word of each part, without variables that are set before it.
 *
 * @param command as a person would type it
 * @returns programs as the command names them, each once
 * @example
 * programsOf('cd src && OMP_NUM_THREADS=1 python3 train.py; ./run.sh') // ['python3']
 */
export function programsOf(command: string): string[] {
  const found = new Set<string>()
  let first = true
  for (const [word] of command.matchAll(WORDS)) {
    if (ENDS.test(word)) {
      first = true
      continue
    }
    if (!first || /^\w+=/.test(word)) continue
    first = word === 'exec' || word === 'time' || word === 'nice' || word === 'env'
    const program = word.replaceAll(/["']/g, '').replaceAll(/\\([\s"'])/g, '$1')
    if (RUNTIME.test(nameOf(program))) found.add(program)
  }
  return [...found]
}

/**
 * A program's name without its folder and the ending that Windows gives it.
 *
 * @example
 * nameOf('.venv/bin/python') // 'python'
 */
export function nameOf(program: string): string {
  return program.replace(/^.*[/\\]/s, '').replace(/\.exe$/i, '')
}
