import { test } from 'node:test'
import { rocAuc } from '../../core/metrics/binary-classification/roc-auc.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { varianceOf } from '../../core/stats/variance.ts'
import { close, relativelyClose } from '../close.ts'
import { estimateOf, REFERENCE } from './fixture.ts'

for (const [i, { labels, first, second, areas, covariance, z }] of REFERENCE.delong.entries()) {
  test(`roc_auc: variances and the test of a difference are DeLong's, pair ${i} (by definition in NumPy; the same Z by MLstatkit 0.1.91)`, () => {
    const [one, two] = [first, second].map((scores) =>
      estimateOf(rocAuc, binarySample({ labels: Uint8Array.from(labels), scores: Float64Array.from(scores) })),
    ) as [ReturnType<typeof estimateOf>, ReturnType<typeof estimateOf>]
    close(one.value, areas[0], 1e-12)
    close(two.value, areas[1], 1e-12)
    relativelyClose(varianceOf(one.influence, one).variance, covariance[0][0], 1e-10)
    relativelyClose(varianceOf(two.influence, two).variance, covariance[1][1], 1e-10)
    const difference = one.influence.map((influence, row) => influence - two.influence[row]!)
    const { variance } = varianceOf(difference, { strata: one.strata })
    relativelyClose((one.value - two.value) / Math.sqrt(variance), z, 1e-10)
  })
}
