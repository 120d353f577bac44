import { secondary } from './rate-limits.ts'
import { type ApiAnswer, no } from './route.ts'
import type { Fault } from './world.ts'

/** The next fault that hits a call, used up by it; undefined where none does. */
export function takeFault(faults: Fault[], route: string): Fault | undefined {
  const at = faults.findIndex(({ chance, match }) => fits(match, route) && (chance?.() ?? true))
  const fault = faults[at]
  if (fault === undefined) return undefined
  fault.times = (fault.times ?? 1) - 1
  if (fault.times <= 0) faults.splice(at, 1)
  return fault
}

/** Stars are for the API: what is beside it is hit by its name alone. */
function fits(match: string, route: string): boolean {
  const [method = '', place = ''] = route.split(' ')
  return match === route || (place.startsWith('/') && (match === '*' || match === `${method} *`))
}

/** What is answered in the place of the work; undefined where the work is done. */
export function faultAnswer({ body, headers, secondary: seconds, status }: Fault): ApiAnswer | undefined {
  if (seconds !== undefined) return secondary(seconds)
  if (status === undefined) return undefined
  return {
    ...no(status, 'Server Error'),
    ...(body !== undefined && { body }),
    ...(headers !== undefined && { headers }),
  }
}
