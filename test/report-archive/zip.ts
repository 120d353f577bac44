import { crc32, deflateRawSync } from 'node:zlib'

/** A file of a zip, with whatever lies about it a test needs. */
export interface ZipFile {
  readonly name: string
  readonly content: string | Uint8Array
  /** Of the file on Unix: 0o120777 for a link. */
  readonly mode?: number
  /** Instead of the true one. */
  readonly uncompressedSize?: number
  readonly crc?: number
  readonly encrypted?: boolean
  readonly stored?: boolean
}

/** A zip of these files in this order, as hostile as they are: a library would refuse to write most of them. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const file of files) {
    const name = Buffer.from(file.name)
    const content = Buffer.from(file.content as Uint8Array)
    const data = file.stored ? content : deflateRawSync(content)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x800 | (file.encrypted ? 1 : 0), 2)
    shared.writeUInt16LE(file.stored ? 0 : 8, 4)
    shared.writeUInt32LE(file.crc ?? crc32(content), 10)
    shared.writeUInt32LE(data.length, 14)
    shared.writeUInt32LE(file.uncompressedSize ?? content.length, 18)
    shared.writeUInt16LE(name.length, 22)
    parts.push(signed(0x04034b50), shared, name, data)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((file.mode ?? 0o100644) * 0x10000) >>> 0, 6)
    rest.writeUInt32LE(offset, 10)
    directory.push(signed(0x02014b50), Buffer.from([20, 3]), shared, rest, name)
    offset += 30 + name.length + data.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, central, signed(0x06054b50), end])
}

function signed(signature: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(signature)
  return bytes
}
