import { test } from 'node:test'
import { durbinMatrix } from '../../core/stats/durbin-matrix.ts'
import { kolmogorovTail } from '../../core/stats/kolmogorov-tail.ts'
import { pelzGood } from '../../core/stats/pelz-good.ts'
import { smirnovTail } from '../../core/stats/smirnov-tail.ts'
import { close, relativelyClose } from '../close.ts'
import { REFERENCE } from '../drift/fixture.ts'

test('kolmogorovTail: equals SciPy 1.17 kstwo.sf to 1e-10, from 1 to 500,000 rows', () => {
  for (const [n, d, expected] of REFERENCE.kolmogorov) {
    close(kolmogorovTail(n, d), expected, 1e-10, `${n} rows, ${d}:`)
  }
})

test('kolmogorovTail: in the far tail it keeps its digits', () => {
  for (const [n, d, expected] of REFERENCE.kolmogorov) {
    if (n * d * d > 4) relativelyClose(kolmogorovTail(n, d), expected, 1e-9, `${n} rows, ${d}:`)
  }
})

test('smirnovTail: equals SciPy 1.17 special.smirnov, also where it takes only every s-th term', () => {
  for (const [n, d, , expected] of REFERENCE.kolmogorov) {
    if (n < 4096 || n * d * d >= 1) relativelyClose(smirnovTail(n, d), expected, 1e-9, `${n} rows, ${d}:`)
  }
})

test('durbinMatrix: 10 rows within 0.274 are 0.6284796154565043 (Marsaglia, Tsang & Wang 2003)', () => {
  close(durbinMatrix(10, 0.274), 0.6284796154565043, 1e-14)
})

test('pelzGood: agrees with the exact matrix to 5e-6 at 200 rows and 1e-8 at 20,000', () => {
  for (const z of [0.5, 0.8, 1, 1.2]) {
    close(pelzGood(200, z / Math.sqrt(200)), durbinMatrix(200, z / Math.sqrt(200)), 5e-6)
    close(pelzGood(20_000, z / Math.sqrt(20_000)), durbinMatrix(20_000, z / Math.sqrt(20_000)), 1e-8)
  }
})
