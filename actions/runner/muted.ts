/**
 * Output of a program that the runner must not obey: between `::stop-commands::TOKEN` and `::TOKEN::` it takes
 * nothing for a command.
 *
 * @param write where the runner reads
 * @param token a word that the program cannot guess
 * @returns `add` writes a chunk as it is; `end` makes commands count again, on a new line. Both may be called at any time
 */
export function muted(
  write: (text: string) => void,
  token: string,
): { readonly add: (chunk: Uint8Array) => void; readonly end: () => void } {
  // A chunk may end within a character.
  let decoder = new TextDecoder()
  let open = false
  let lineEnded = true
  const pass = (text: string) => {
    if (text === '') return
    write(text)
    lineEnded = text.endsWith('\n')
  }
  return {
    add(chunk) {
      if (!open) write(`::stop-commands::${token}\n`)
      open = true
      pass(decoder.decode(chunk, { stream: true }))
    },
    end() {
      if (!open) return
      pass(decoder.decode())
      decoder = new TextDecoder()
      write(`${lineEnded ? '' : '\n'}::${token}::\n`)
      open = false
      lineEnded = true
    },
  }
}
