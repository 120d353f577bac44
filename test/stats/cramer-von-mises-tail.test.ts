import { test } from 'node:test'
import { cramerVonMisesTail } from '../../core/stats/cramer-von-mises-tail.ts'
import { close } from '../close.ts'

test('cramerVonMisesTail: the critical values of Csörgő & Faraway 1996, table 1, last row', () => {
  const table = [
    [0.3473, 0.1],
    [0.46136, 0.05],
    [0.58061, 0.025],
    [0.74346, 0.01],
    [1.16786, 0.001],
  ] as const
  for (const [w, p] of table) close(cramerVonMisesTail(w), p, 1e-5)
})
