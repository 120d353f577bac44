/** A native package of one platform, packed as our release attaches it. */
export interface NativeArchive {
  readonly native: Native
  /** Of the package inside, as its registry has it. */
  readonly version: string
  /** `process.platform` and `process.arch`: `linux-x64`. */
  readonly platform: string
  /** Name of the archive: `contender-duckdb-1.5.6-r.1-linux-x64.tar.zst`. */
  readonly file: string
  /** Of the archive, in bytes. */
  readonly bytes: number
  /** Of the archive, in hexadecimal digits. */
  readonly sha256: string
  /** What lies in it: name → SHA-256 in hexadecimal digits. */
  readonly files: Readonly<Record<string, string>>
}

/** Packages with native code, which no bundle can hold. */
export type Native = 'duckdb' | 'onnxruntime'

/** What people call them. */
export const NATIVE_NAMES: Readonly<Record<Native, string>> = { duckdb: 'DuckDB', onnxruntime: 'ONNX Runtime' }
