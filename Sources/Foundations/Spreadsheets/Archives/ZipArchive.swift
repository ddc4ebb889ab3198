/// A ZIP archive in memory (PKWARE APPNOTE 6.3): entries with ASCII names, none of them dated.
package struct ZipArchive {
  /// 1 January 1980, the first day that the format knows; the time of day is zero.
  private static let date: UInt16 = 0 << 9 | 1 << 5 | 1
  /// The version of the format that deflated entries need, times ten.
  private static let version: UInt16 = 20
  private static let deflated: UInt16 = 8

  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// Begins an archive.
  package init() {}

  /// Adds an entry.
  ///
  /// - Throws: ``WorkbookError/tooLarge`` beyond 4 GiB, from which on the format is another one.
  package mutating func append(_ content: String, name: String) throws(WorkbookError) {
    let content = Array(content.utf8)
    guard let compressed = Deflate.compressed(content), let offset = UInt32(exactly: bytes.count)
    else { throw .tooLarge }
    var common: [UInt8] = []
    common.append(Self.version)
    common.append(0 as UInt16)  // No flags.
    common.append(Self.deflated)
    common.append(0 as UInt16)
    common.append(Self.date)
    common.append(Deflate.checksum(content))
    common.append(UInt32(compressed.count))
    common.append(UInt32(content.count))
    common.append(UInt16(name.utf8.count))
    common.append(0 as UInt16)  // No extra field.

    bytes.append(0x0403_4b50 as UInt32)
    bytes += common
    bytes += name.utf8
    bytes += compressed

    directory.append(0x0201_4b50 as UInt32)
    directory.append(Self.version)
    directory += common
    directory.append(0 as UInt16)  // No comment,
    directory.append(0 as UInt16)  // on the first disk,
    directory.append(0 as UInt16)  // of no kind
    directory.append(0 as UInt32)  // and without attributes.
    directory.append(offset)
    directory += name.utf8
    count += 1
  }

  /// The archive.
  ///
  /// - Throws: ``WorkbookError/tooLarge`` beyond 4 GiB.
  package consuming func finished() throws(WorkbookError) -> [UInt8] {
    guard let offset = UInt32(exactly: bytes.count), let size = UInt32(exactly: directory.count)
    else { throw .tooLarge }
    var archive = bytes + directory
    archive.append(0x0605_4b50 as UInt32)
    archive.append(0 as UInt32)  // One disk only.
    archive.append(count)
    archive.append(count)
    archive.append(size)
    archive.append(offset)
    archive.append(0 as UInt16)  // No comment.
    return archive
  }
}

extension [UInt8] {
  /// Appends a number, least significant byte first.
  fileprivate mutating func append(_ number: some FixedWidthInteger & UnsignedInteger) {
    for place in 0..<number.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: number >> (8 * place)))
    }
  }
}
