import assert from 'node:assert/strict'
import { test } from 'node:test'
import { builtinTrainer } from '../../core/training/builtin.ts'
import { accuracy, BEAK, MASS, readPenguins } from './penguins.ts'
import { runModel } from './run-model.ts'

test('builtinTrainer: an unknown name is answered with the nearest known one', () => {
  assert.throws(() => builtinTrainer('gradient_boosting'), {
    name: 'UserError',
    message:
      'Unknown built-in trainer `gradient_boosting`, did you mean `gradient-boosting`? Known: gradient-boosting, linear',
  })
})

for (const name of ['gradient-boosting', 'linear']) {
  test(`${name} tells the three species of penguins apart`, async () => {
    const data = readPenguins({ target: 'Species', numbers: [...BEAK, MASS], texts: ['Island', 'Sex'] })
    const probabilities = await runModel(builtinTrainer(name)(data, {}, 7), data.features)
    assert.ok(accuracy(probabilities, data) > 0.98)
  })
}
