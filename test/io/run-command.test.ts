import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type CommandOptions, runCommand } from '../../core/io/run-command.ts'
import { folderWith } from '../folder.ts'

async function run(t: TestContext, command: string, options: Partial<CommandOptions> = {}) {
  const directory = await folderWith(t)
  const output: string[] = []
  const result = runCommand({
    command,
    directory,
    env: {},
    timeoutMs: 10_000,
    retries: 0,
    graceMs: 20,
    onOutput: (bytes) => output.push(Buffer.from(bytes).toString()),
    ...options,
  })
  return { directory, output, result }
}

/** Resolves once a process has ended. The system may collect it later: until then its state is Z. */
async function ended(pid: string): Promise<void> {
  while (/^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', pid.trim()], { encoding: 'utf8' }).stdout.trim())) {
    await new Promise(setImmediate)
  }
}

test('runCommand: runs through the shell in the directory and hands on all output', async (t) => {
  const { directory, output, result } = await run(t, 'pwd && echo two >&2 && echo "$(( 1 + 2 ))"')
  const { attempts, durationMs } = await result
  assert.deepEqual(output.join('').split('\n').sort(), ['', directory, '3', 'two'])
  assert.equal(attempts, 1)
  assert.ok(durationMs > 0)
})

test('runCommand: output comes while the command runs', async (t) => {
  const folder = await folderWith(t)
  const seen: string[] = []
  // The command waits for a file that only its own first line makes appear.
  const { result } = await run(t, 'echo ready; while [ ! -e go ]; do :; done; echo gone', {
    directory: folder,
    onOutput: (bytes) => {
      seen.push(String(Buffer.from(bytes)))
      if (seen.length === 1) spawn('touch', [join(folder, 'go')])
    },
  })
  await result
  assert.deepEqual(seen, ['ready\n', 'gone\n'])
})

test('runCommand: the command gets our variables and none of the secrets', async (t) => {
  process.env.CONTENDER_TEST_TOKEN = 'secret'
  t.after(() => delete process.env.CONTENDER_TEST_TOKEN)
  const { output, result } = await run(t, 'echo "$CONTENDER_SEED/$CONTENDER_TEST_TOKEN/$HOME"', {
    env: { CONTENDER_SEED: '7' },
  })
  await result
  assert.equal(output.join(''), `7//${process.env.HOME ?? ''}\n`)
})

test('runCommand: a failure tells the exit code and the last lines', async (t) => {
  const { result } = await run(t, 'seq 1 30; echo broken >&2; exit 3')
  await assert.rejects(result, (error: Error) => {
    assert.equal(error.name, 'UserError')
    assert.match(error.message, /^Command `seq .*` exited with 3, its last lines:\n12\n13\n[\s\S]*30\nbroken$/)
    return true
  })
})

test('runCommand: an unknown command and a signal are told', async (t) => {
  await assert.rejects((await run(t, 'no-such-command-here')).result, {
    name: 'UserError',
    message: /exited with 127, its last lines:\n.*not found/,
  })
  await assert.rejects((await run(t, 'kill -9 $$')).result, {
    message: 'Command `kill -9 $$` was killed by SIGKILL (out of memory?)',
  })
})

test('runCommand: tries again, and says which attempt it was', async (t) => {
  const { output, result } = await run(t, 'echo x >> tries; [ $(wc -l < tries) -eq 3 ]', { retries: 2 })
  assert.equal((await result).attempts, 3)
  assert.deepEqual(output, [
    'Command exited with 1 (attempt 1 of 3), trying again\n',
    'Command exited with 1 (attempt 2 of 3), trying again\n',
  ])
  await assert.rejects((await run(t, 'false', { retries: 1 })).result, {
    message: 'Command `false` exited with 1 (attempt 2 of 2)',
  })
})

test('runCommand: at the timeout the whole group ends, also one that does not want to', async (t) => {
  const { directory, result } = await run(t, "trap '' TERM; sleep 60 & echo $! > pid; wait; wait", { timeoutMs: 100 })
  await assert.rejects(result, { name: 'UserError', message: /was stopped after 0\.1 s$/ })
  await ended(await readFile(join(directory, 'pid'), 'utf8'))
})

test('runCommand: what it left in the background ends with it', async (t) => {
  const { directory, result } = await run(t, 'sleep 60 & echo $! > pid')
  await result
  await ended(await readFile(join(directory, 'pid'), 'utf8'))
})

test('runCommand: the signal stops it with its reason', async (t) => {
  const controller = new AbortController()
  const { result } = await run(t, 'echo started; sleep 60', {
    signal: controller.signal,
    onOutput: () => controller.abort(new Error('superseded')),
    retries: 3,
  })
  await assert.rejects(result, { message: 'superseded' })
})

test('runCommand: when this process is ended, so is the command', async (t) => {
  const folder = await folderWith(t)
  const options = { command: 'sleep 60 & echo $!; wait', directory: folder, env: {}, retries: 0 }
  const script = `
    import { runCommand } from ${JSON.stringify(new URL('../../core/io/run-command.ts', import.meta.url).href)}
    await runCommand({ ...${JSON.stringify(options)}, timeoutMs: undefined, onOutput: (pid) => process.stdout.write(pid) })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [pid] = await once(child.stdout, 'data')
  process.kill(Number(pid), 0)
  child.kill('SIGINT')
  assert.deepEqual(await once(child, 'exit'), [null, 'SIGINT'])
  await ended(String(pid))
})
