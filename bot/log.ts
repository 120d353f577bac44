/** From the most to the least that is said. */
export const LEVELS = ['info', 'warn', 'error'] as const
export type Level = (typeof LEVELS)[number]

/** Where the bot says what it does; fields never hold tokens, nor what people wrote. */
export type Log = Readonly<Record<Level, (message: string, fields?: object) => void>>

/**
 * One line of JSON for each thing that is said, as collectors of logs read them.
 *
 * @param least what is below this level is left out
 * @example
 * openLog(write, 'info', now).warn('No answer', { tries: 2 })
 * // writes {"at":"2026-11-02T09:00:00.000Z","level":"warn","message":"No answer","tries":2}
 */
export function openLog(write: (line: string) => void, least: Level, now: () => Date): Log {
  const at =
    (level: Level) =>
    (message: string, fields: object = {}) => {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return
      write(`${JSON.stringify({ at: now().toISOString(), level, message, ...fields })}\n`)
    }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** The same log, with these fields on each line. */
export function withFields(log: Log, fields: object): Log {
  const at = (level: Level) => (message: string, more?: object) => log[level](message, { ...fields, ...more })
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
