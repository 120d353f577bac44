import type { Sample } from '../metrics/metric.ts'
import { binarySample, multiclassSample, regressionSample } from '../metrics/sample.ts'

/** The same rows with other answers. @param values as a predictor gives them @param threshold score from which the answer is positive */
export function sampleWith(sample: Sample, values: Float64Array, threshold: number): Sample {
  const { weights } = sample
  if (sample.task === 'binary-classification')
    return binarySample({ labels: sample.labels, scores: values, threshold, weights })
  if (sample.task === 'regression') return regressionSample({ labels: sample.labels, predictions: values, weights })
  return multiclassSample({ classes: sample.classes, labels: sample.labels, scores: values, weights })
}
