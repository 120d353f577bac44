// The process of git-beside.ts: it stays small, and so begins others soon.
import { execFile } from 'node:child_process'

process.on('message', ({ args, id, input, options }) => {
  const child = execFile('git', args, options, (error, out, said) => {
    const failed = error && { message: error.message, code: error.code, signal: error.signal, cmd: error.cmd }
    process.send({ id, failed, out, said })
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
})
process.on('disconnect', () => process.exit())
