import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { withoutMentions } from '../../core/response/without-mentions.ts'

test('a call loses its force and keeps its look', () => {
  const said = [
    ['@everyone', '@\u200beveryone'],
    ['x@Here!', 'x@\u200bHere!'],
    ['origin=@channel', 'origin=@\u200bchannel'],
    ['<!here>', '‹!here›'],
    ['<@U123>', '‹@\u200bU123›'],
    ['<https://evil.example|sign in>', '‹https://evil.example|sign in›'],
    ['&lt;!channel&gt;', '&\u200blt;!channel&\u200bgt;'],
    ['&#64;channel', '&\u200b#64;channel'],
  ] as const
  for (const [text, expected] of said) assert.equal(withoutMentions(text), expected)
})

test('what calls nobody stays as it is', () => {
  for (const text of ['delay@v1.2.0', 'a@b.com', 'R&D at 3 @ 5', 'AT&T', 'log_loss is worse by +0.040 [0.020, 0.060]'])
    assert.equal(withoutMentions(text), text)
})

test('whatever is between them, no call is left, and neutral text is neutral', () => {
  const parts = fc.array(
    fc.oneof(
      fc.constantFrom('@', '<', '>', '!', '&', 'lt;', 'everyone', 'here', 'channel', 'U1', ' ', 'é'),
      fc.string(),
    ),
  )
  fc.assert(
    fc.property(parts, (all) => {
      const plain = withoutMentions(all.join(''))
      assert.doesNotMatch(plain, /[<>]|@(?:everyone|here|channel)|(?<![\p{L}\p{N}])@[^\s\u200b]|&(?:lt|gt|amp);/iu)
      assert.equal(withoutMentions(plain), plain)
    }),
  )
})
