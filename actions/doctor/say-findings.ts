import { plain } from '../../reports/plain.ts'
import type { Paint } from '../../reports/terminal.ts'
import type { Finding } from './check.ts'

const COLOURS = { ok: 'green', note: 'yellow', problem: 'red' } as const

/** A line for each finding, the next step below those that have one, and how many there are of what. */
export function sayFindings(findings: readonly Finding[], paint: Paint): string {
  const lines = findings.flatMap(({ message, model, next, status }) => {
    const about = model === null ? '' : `${plain(model)}: `
    const line = `${paint(COLOURS[status], status.padEnd(7))}  ${about}${plain(message).replaceAll('\n', '\n         ')}`
    return next === null ? [line] : [line, `         → ${plain(next)}`]
  })
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length
  const many = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
  const sum = `${many(count('problem'), 'problem')}, ${many(count('note'), 'note')}, ${count('ok')} ok`
  return `${lines.join('\n')}\n\n${sum}\n`
}
