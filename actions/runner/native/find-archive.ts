import { UserError } from '../../../core/errors.ts'
import { NATIVE_NAMES, type Native, type NativeArchive } from './archive.ts'

/** What a machine is, as far as native code asks. */
export interface Machine {
  readonly platform: string
  readonly arch: string
  /** Version of the GNU C library; undefined where there is none: musl, macOS, Windows. */
  readonly glibc: string | undefined
}

/** The machine of this process. */
export function thisMachine(): Machine {
  const { arch, platform, report } = process
  // Else the report would ask the name server about every open connection.
  Object.assign(report, { excludeNetwork: true })
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } }
  return { platform, arch, glibc: header.glibcVersionRuntime }
}

/**
 * The archive of a native package that fits a machine.
 *
 * @param archives of all packages and platforms that a release has
 * @throws {UserError} if it has none, or the machine's C library is musl
 */
export function findArchive(native: Native, archives: readonly NativeArchive[], machine: Machine): NativeArchive {
  const platform = `${machine.platform}-${machine.arch}`
  const ours = archives.filter((archive) => archive.native === native)
  const known = `${ours.map((archive) => archive.platform).join(', ')}`
  if (machine.platform === 'linux' && machine.glibc === undefined)
    throw new UserError(
      `Unexpected C library musl (Alpine Linux?), expected the GNU C library, which ${NATIVE_NAMES[native]} needs; ` +
        'run the job on `ubuntu-latest`, or in a container of Debian or Ubuntu',
    )
  const found = ours.find((archive) => archive.platform === platform)
  if (found !== undefined) return found
  throw new UserError(
    `Unexpected platform ${platform}, expected one that this release has ${NATIVE_NAMES[native]} for: ${known}; choose such a runner by \`runs-on\``,
  )
}
