import type { Validation } from '../core/artifacts/validation.ts'
import { plain } from './plain.ts'
import type { Paint } from './terminal.ts'
import { sayChecks, sayParts, sayRowNumbers, sayWhere, troublesOf } from './validation.ts'

const COLOURS = { pass: 'green', warn: 'yellow', fail: 'red' } as const

/** The data of one model for a terminal: what failed, what warns, and how many checks passed. */
export function renderValidation(validation: Validation, paint: Paint): string {
  const { contract, model, outcome } = validation
  const head = `${paint('bold', plain(model))}  ${paint(COLOURS[outcome], outcome.toUpperCase())}  ${sayChecks(validation)}`
  const troubles = troublesOf(validation)
  const wide = Math.max(0, ...troubles.map(({ check }) => check.length))
  const lines = troubles.map((check) => {
    const numbers = sayRowNumbers(check)
    const told = `${paint('bold', plain(sayWhere(check)))}: ${plain(check.because)}`
    const rest = numbers === '' ? '' : ` ${paint('dim', `(${numbers})`)}`
    return `  ${paint(COLOURS[check.outcome], check.outcome)}  ${check.check.padEnd(wide)}  ${told}${rest}`
  })
  const none =
    contract === null ? `  ${paint('dim', 'There is no data contract yet: contender validate --write makes one.')}` : ''
  const blocks = [`${head}\n  ${paint('dim', plain(sayParts(validation)))}`, lines.join('\n'), none]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}
