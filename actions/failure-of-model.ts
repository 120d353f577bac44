import { sep } from 'node:path'
import { UserError } from '../core/errors.ts'
import type { Place } from './project.ts'

/** What failed of one model, with files as its config names them. @param name of the model, where it is one of several */
export function failureOfModel(
  error: UserError,
  { directory }: Pick<Place, 'directory'>,
  name: string | undefined,
): UserError {
  const place = ` in ${directory}`
  const message = error.message
    .replaceAll(`${directory}${sep}`, '')
    .split('\n')
    .map((line) => (line.endsWith(place) ? line.slice(0, -place.length) : line.replaceAll(`${place},`, ',')))
    .join('\n')
  const whose = name === undefined || message.startsWith(`${name}: `) ? '' : `${name}: `
  return new UserError(`${whose}${message}`, { cause: error })
}
