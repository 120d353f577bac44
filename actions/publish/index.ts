import { runAction } from '../runner/run-action.ts'

await runAction(async () => (await import('./main.ts')).publish)
