/// The entries of a ZIP archive (PKWARE APPNOTE 6.3) that is read, found by its central directory.
///
/// Split and encrypted archives are no workbooks here.
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
    guard let directory = Self.directory(in: bytes) else { throw .noArchive }
    var offset = directory.start
    for _ in 0..<directory.count {
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
        let name = bytes.slice(from: offset + 46, count: Int(nameLength)),
        let extra = bytes.slice(from: offset + 46 + Int(nameLength), count: Int(extraLength)),
        let wide = Self.widened([size, compressedSize, place], by: Array(extra))
      else { throw .noArchive }
      // Bit 0: the entry is encrypted.
      if flags & 1 != 0 { throw .encrypted }
      entries[String(decoding: name, as: UTF8.self)] = Entry(
        method: method, compressedSize: wide[1], size: wide[0], checksum: checksum,
        offset: wide[2])
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

  /// How many entries there are, and where their list starts, by the record at the end; by that of
  /// the 64-bit format where the numbers of the plain one are too small (4.3.14, 4.3.15).
  private static func directory(in bytes: [UInt8]) -> (count: Int, start: Int)? {
    guard let end = endRecord(in: bytes), let count: UInt16 = bytes.number(at: end + 10),
      let start: UInt32 = bytes.number(at: end + 16)
    else { return nil }
    guard count == .max || start == .max, bytes.number(at: end - 20) == 0x0706_4b50 as UInt32 else {
      return (Int(count), Int(start))
    }
    guard let place: UInt64 = bytes.number(at: end - 12), let record = Int(exactly: place),
      record <= bytes.count, bytes.number(at: record) == 0x0606_4b50 as UInt32,
      let wideCount: UInt64 = bytes.number(at: record + 32),
      let wideStart: UInt64 = bytes.number(at: record + 48),
      // More entries than bytes are none.
      wideCount <= UInt64(bytes.count), let first = Int(exactly: wideStart)
    else { return nil }
    return (Int(wideCount), first)
  }

  /// Numbers of an entry, with those that do not fit in 32 bits from its extra field (4.5.3); `nil`
  /// if one is missing there.
  private static func widened(_ numbers: [UInt32], by extra: [UInt8]) -> [Int]? {
    guard numbers.contains(.max) else { return numbers.map { Int($0) } }
    var place = 0
    while let kind: UInt16 = extra.number(at: place), let size: UInt16 = extra.number(at: place + 2)
    {
      place += 4
      guard kind == 1 else {
        place += Int(size)
        continue
      }
      var wide: [Int] = []
      for number in numbers {
        guard number == .max else {
          wide.append(Int(number))
          continue
        }
        guard let found: UInt64 = extra.number(at: place), let value = Int(exactly: found),
          // Sums of these with lengths stay within an Int.
          value < 1 << 48
        else { return nil }
        wide.append(value)
        place += 8
      }
      return wide
    }
    return nil
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
