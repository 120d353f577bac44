import type { AuditVerification } from '../artifacts/audit.ts'
import type { Comparison } from '../artifacts/comparison.ts'
import type { Evaluation } from '../artifacts/evaluation.ts'
import type { EvidenceIndex, Origin } from '../artifacts/evidence.ts'
import type { Release } from '../artifacts/release.ts'
import type { Run } from '../artifacts/run.ts'
import type { Validation } from '../artifacts/validation.ts'
import type { CardPart } from '../card/card-file.ts'
import type { AuditEvent, DriftEvent, RetrainEvent, RunEvent } from '../ledger/event.ts'
import type { ModelVersion } from '../ledger/registry/registry.ts'
import type { SignOff } from './sign-offs.ts'

/** How a version was judged, as far as anybody kept it. */
export interface Judgement {
  readonly evaluation: Evaluation
  readonly comparison: Comparison | undefined
  readonly validation: Validation | undefined
  /** Evaluation and comparison. */
  readonly from: readonly Origin[]
  readonly validated: Origin | undefined
  /** Only what the ledger keeps of it: metrics and gates. */
  readonly inPart: boolean
  /** Begun only after the version was registered, as far as is known. */
  readonly later: boolean
  /** It was compared with its own bytes. */
  readonly itself: boolean
}

/** The config at the commit of a version. */
export interface Rules {
  /** Its name in the repository. */
  readonly path: string
  /** undefined where it is not in the pack; `because` says why. */
  readonly text: string | undefined
  /** Of the file as Git has it; undefined where there is none. */
  readonly digest: string | undefined
  readonly because: string | undefined
  /** Gates of the model, a line each. */
  readonly gates: readonly string[]
  readonly task: Evaluation['task'] | undefined
  readonly target: string | undefined
  readonly columns: readonly string[] | undefined
}

/** Events of the ledger that are about a version. */
export interface VersionEvents {
  readonly registration: AuditEvent | undefined
  /** Policy that ruled when it was registered, as far as an event tells. */
  readonly policy: AuditEvent | undefined
  readonly signOffs: readonly SignOff[]
  /** All of these, and what was done to it, oldest first. */
  readonly excerpt: readonly AuditEvent[]
  /** Of those that made its file the nearest to it. */
  readonly run: RunEvent | undefined
  /** All that made its file, the nearest first. */
  readonly runs: readonly RunEvent[]
  /** Windows of production, oldest first. */
  readonly windows: readonly DriftEvent[]
  /** Trainings that proposed it, oldest first. */
  readonly retrainings: readonly RetrainEvent[]
}

/** All that is known of a version: what an evidence pack is written from. */
export interface Dossier {
  readonly contender: string
  readonly model: string
  readonly version: ModelVersion
  readonly stages: readonly string[]
  readonly artifact: {
    readonly uri: string | undefined
    readonly digest: string | undefined
    readonly because: string | undefined
  }
  readonly commit: EvidenceIndex['commit']
  readonly rules: Rules
  readonly people: CardPart
  /** card.yml, by its path in the repository; undefined where the commit has none that can be read. */
  readonly card: { readonly path: string; readonly text: string } | undefined
  readonly events: VersionEvents
  readonly run: { readonly run: Run; readonly from: Origin } | undefined
  readonly judgement: Judgement | undefined
  /** Judgements of its file that this machine keeps, by where each is from, the nearest first. */
  readonly kept: readonly string[]
  readonly release: { readonly release: Release; readonly from: Origin } | undefined
  readonly chain: AuditVerification
  /** Whether GitHub was asked who wrote the events. */
  readonly asked: boolean
  /** Columns of which slices and groups were left out, since they are sensitive by now. */
  readonly hidden: readonly string[]
}
