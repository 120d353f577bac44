import { createInterface } from 'node:readline'
import type { Host } from '../actions/action.ts'
import { plain } from '../reports/plain.ts'

/** A terminal with a person at it. */
interface Person {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** The person wants no more of it: Ctrl-C, or the end of the input. */
  readonly leave: () => void
}

const LISTED = 12

/**
 * Asks one question after another on a terminal. Enter takes what stands in brackets; of choices the answer may be
 * the number in the list. Asks again until the answer is one of the choices.
 */
export function openAsk({ input, leave, output }: Person): NonNullable<Host['ask']> {
  return async ({ choices, standard, text }) => {
    const listed = (choices ?? []).slice(0, LISTED)
    const list = listed.map((choice, at) => `  ${at + 1}  ${plain(choice)}\n`).join('')
    const more = (choices ?? []).length > LISTED ? `  …  and ${choices!.length - LISTED} more\n` : ''
    output.write(`\n${plain(text)}\n${list}${more}`)
    for (;;) {
      const line = await readLine(standard === '' ? '> ' : `> [${plain(standard)}] `)
      const answer = line.trim() === '' ? standard : line.trim()
      if (choices === undefined || choices.includes(answer)) return answer
      const numbered = /^\d+$/.test(answer) ? listed[Number(answer) - 1] : undefined
      if (numbered !== undefined) return numbered
      output.write(`Please answer with one of the list.\n`)
    }
  }

  /** A reader for each line, so that nothing listens between questions and a Ctrl-C there ends the process as usual. */
  function readLine(prompt: string): Promise<string> {
    return new Promise((resolve) => {
      const reader = createInterface({ input, output, terminal: true })
      let answered = false
      reader.on('SIGINT', () => reader.close())
      reader.on('close', () => {
        if (answered) return
        output.write('\n')
        leave()
      })
      reader.question(prompt, (line) => {
        answered = true
        reader.close()
        resolve(line)
      })
    })
  }
}
