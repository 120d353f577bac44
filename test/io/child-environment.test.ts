import assert from 'node:assert/strict'
import { test } from 'node:test'
import { childEnvironment, keepSecret, secretsOf } from '../../core/io/child-environment.ts'

const kept = (...names: string[]) => Object.keys(childEnvironment(Object.fromEntries(names.map((name) => [name, 'x']))))

test('childEnvironment: the example of its docstring', () => {
  assert.deepEqual(childEnvironment({ PATH: '/bin', NPM_TOKEN: 'x', HF_TOKEN: 'y', CONTENDER_PASS_ENV: 'HF_TOKEN' }), {
    PATH: '/bin',
    HF_TOKEN: 'y',
    CONTENDER_PASS_ENV: 'HF_TOKEN',
  })
})

test('childEnvironment: nothing of the runner passes, not even when listed', () => {
  const runner = ['INPUT_TOKEN', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'GITHUB_TOKEN', 'GH_TOKEN']
  runner.push('GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'RUNNER_DEBUG')
  assert.deepEqual(kept(...runner), [])
  const env = Object.fromEntries(runner.map((name) => [name, 'x']))
  assert.deepEqual(Object.keys(childEnvironment({ ...env, CONTENDER_PASS_ENV: runner.join(' ') })), [
    'CONTENDER_PASS_ENV',
  ])
})

test('childEnvironment: names of secrets do not pass, in any case', () => {
  const secrets = [
    'NODE_AUTH_TOKEN',
    'npm_token',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_ACCESS_KEY_ID',
    'OPENAI_API_KEY',
    'WEBHOOK_SECRET',
  ]
  secrets.push(
    'PRIVATE_KEY',
    'PGPASSWORD',
    'DB_PASSWORD',
    'SSH_AUTH_SOCK',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'GITHUB_PAT',
    'GPG_PASSPHRASE',
  )
  assert.deepEqual(kept(...secrets), [])
})

test('childEnvironment: what training may need passes', () => {
  const plain = [
    'PATH',
    'HOME',
    'PWD',
    'CI',
    'LANG',
    'VIRTUAL_ENV',
    'PYTHONPATH',
    'CUDA_VISIBLE_DEVICES',
    'TOKENIZERS_PARALLELISM',
  ]
  plain.push(
    'GITHUB_SHA',
    'GITHUB_REPOSITORY',
    'RUNNER_TEMP',
    'RUNNER_OS',
    'RUNNER_ARCH',
    'RUNNER_TRACKING_ID',
    'AWS_REGION',
    'MAX_TOKENS',
    'KEYBOARD',
  )
  assert.deepEqual(kept(...plain), plain)
})

test('what a config says to be secret is so, whatever it is called', () => {
  const env = { Slack_Url: 'https://hooks.example/x', SLACK_URLS: 'a', PATH: '/bin' }
  assert.deepEqual(secretsOf(env), [])
  keepSecret(['SLACK_URL'])
  assert.deepEqual(secretsOf(env), ['https://hooks.example/x'])
  assert.deepEqual(childEnvironment(env), { SLACK_URLS: 'a', PATH: '/bin' })
})

test('childEnvironment: the list of names to pass may use commas and spaces', () => {
  const env = { A_TOKEN: '1', B_KEY: '2', C_KEY: '3', CONTENDER_PASS_ENV: 'a_token,\n B_KEY' }
  assert.deepEqual(Object.keys(childEnvironment(env)), ['A_TOKEN', 'B_KEY', 'CONTENDER_PASS_ENV'])
})
