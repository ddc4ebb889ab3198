/// The entries of a ZIP archive (PKWARE APPNOTE 6.3) that is read, found by its central directory.
///
/// Split and encrypted archives and those of the 64-bit format are no workbooks here.
struct ZipContents {
  /// The most bytes that an entry may expand to: far more than any planner's table takes.
  static let largestEntry = 256 << 20

  private struct Entry {
    let method: UInt16
    let compressedSize: Int
    let size: Int
    let checksum: UInt32
    let offset: Int
  }

  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]

  /// Reads the directory of an archive.
  init(_ bytes: [UInt8]) throws(WorkbookFileError) {
    self.bytes = bytes
    guard let end = Self.endRecord(in: bytes), let count: UInt16 = bytes.number(at: end + 10),
      let start: UInt32 = bytes.number(at: end + 16)
    else { throw .noArchive }
    var offset = Int(start)
    for _ in 0..<count {
      guard bytes.number(at: offset) == 0x0201_4b50 as UInt32,
        let flags: UInt16 = bytes.number(at: offset + 8),
        let method: UInt16 = bytes.number(at: offset + 10),
        let checksum: UInt32 = bytes.number(at: offset + 16),
        let compressedSize: UInt32 = bytes.number(at: offset + 20),
        let size: UInt32 = bytes.number(at: offset + 24),
        let nameLength: UInt16 = bytes.number(at: offset + 28),
        let extraLength: UInt16 = bytes.number(at: offset + 30),
        let commentLength: UInt16 = bytes.number(at: offset + 32),
        let place: UInt32 = bytes.number(at: offset + 42),
        let name = bytes.slice(from: offset + 46, count: Int(nameLength))
      else { throw .noArchive }
      // Bit 0: the entry is encrypted.
      if flags & 1 != 0 { throw .encrypted }
      entries[String(decoding: name, as: UTF8.self)] = Entry(
        method: method, compressedSize: Int(compressedSize), size: Int(size), checksum: checksum,
        offset: Int(place))
      offset += 46 + Int(nameLength) + Int(extraLength) + Int(commentLength)
    }
  }

  /// Whether there is an entry of a name.
  func has(_ name: String) -> Bool { entries[name] != nil }

  /// The content of an entry; `nil` if there is none of that name.
  func content(_ name: String) throws(WorkbookFileError) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard entry.size <= Self.largestEntry else { throw .tooLarge(part: name) }
    guard bytes.number(at: entry.offset) == 0x0403_4b50 as UInt32,
      let nameLength: UInt16 = bytes.number(at: entry.offset + 26),
      let extraLength: UInt16 = bytes.number(at: entry.offset + 28),
      let stored = bytes.slice(
        from: entry.offset + 30 + Int(nameLength) + Int(extraLength), count: entry.compressedSize)
    else { throw .damaged(part: name) }
    let content: [UInt8]?
    switch entry.method {
    case 0: content = entry.size == stored.count ? Array(stored) : nil
    case 8: content = Inflate.expanded(stored, size: entry.size)
    default: content = nil
    }
    guard let content, Deflate.checksum(content) == entry.checksum else {
      throw .damaged(part: name)
    }
    return content
  }

  /// Where the record at the end begins: before a comment of at most 65,535 bytes (4.3.16).
  private static func endRecord(in bytes: [UInt8]) -> Int? {
    let last = bytes.count - 22
    guard last >= 0 else { return nil }
    return (max(0, last - 65_535)...last).reversed().first {
      bytes[$0] == 0x50 && bytes.number(at: $0) == 0x0605_4b50 as UInt32
    }
  }
}

extension [UInt8] {
  /// The number at a place, least significant byte first; `nil` beyond the end.
  fileprivate func number<Number: FixedWidthInteger & UnsignedInteger>(at place: Int) -> Number? {
    let width = Number.bitWidth / 8
    guard let bytes = slice(from: place, count: width) else { return nil }
    return bytes.reversed().reduce(0) { $0 << 8 | Number($1) }
  }

  fileprivate func slice(from start: Int, count: Int) -> ArraySlice<UInt8>? {
    guard start >= 0, count >= 0, start <= self.count, count <= self.count - start else {
      return nil
    }
    return self[start..<start + count]
  }
}
