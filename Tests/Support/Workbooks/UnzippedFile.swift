import CZlib

/// The entries of a ZIP archive, read by its central directory and checked against their CRCs.
package struct UnzippedFile {
  /// What is wrong with an archive.
  package struct Damage: Error {
    package let words: String
  }

  /// The names of the entries, in order.
  package private(set) var names: [String] = []
  private var contents: [String: [UInt8]] = [:]

  /// Reads an archive.
  package init(_ bytes: [UInt8]) throws {
    let end = bytes.count - 22
    guard end >= 0, bytes.number(at: end, 4) == 0x0605_4b50 else {
      throw Damage(words: "no end of the central directory")
    }
    var place = bytes.number(at: end + 16, 4)
    for _ in 0..<bytes.number(at: end + 10, 2) {
      guard bytes.number(at: place, 4) == 0x0201_4b50 else { throw Damage(words: "no entry") }
      let length = bytes.number(at: place + 28, 2)
      let name = String(decoding: bytes[place + 46..<place + 46 + length], as: UTF8.self)
      names.append(name)
      contents[name] = try Self.content(in: bytes, entry: place, nameLength: length)
      place += 46 + length
    }
  }

  /// The text of an entry; `nil` if there is none of this name.
  package func text(of name: String) -> String? {
    contents[name].map { String(decoding: $0, as: UTF8.self) }
  }

  private static func content(
    in bytes: [UInt8], entry: Int, nameLength: Int
  ) throws -> [UInt8] {
    let (packed, size) = (bytes.number(at: entry + 20, 4), bytes.number(at: entry + 24, 4))
    let local = bytes.number(at: entry + 42, 4)
    guard bytes[local + 4..<local + 30] == bytes[entry + 6..<entry + 32] else {
      throw Damage(words: "the two headers of an entry differ")
    }
    let start = local + 30 + nameLength
    let content = inflated(Array(bytes[start..<start + packed]), size: size)
    guard content.count == size,
      Int(crc32(0, content, UInt32(size))) == bytes.number(at: entry + 16, 4)
    else { throw Damage(words: "an entry does not have its checksum") }
    return content
  }

  private static func inflated(_ bytes: [UInt8], size: Int) -> [UInt8] {
    var stream = z_stream()
    guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return [] }
    defer { inflateEnd(&stream) }
    var input = bytes
    return [UInt8](unsafeUninitializedCapacity: size + 1) { output, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(size + 1)
        count = inflate(&stream, Z_FINISH) == Z_STREAM_END ? size + 1 - Int(stream.avail_out) : 0
      }
    }
  }
}

extension [UInt8] {
  /// A number of some bytes, least significant first; zero beyond the end.
  fileprivate func number(at place: Int, _ width: Int) -> Int {
    (0..<width).reversed().reduce(0) { number, offset in
      number << 8 | (indices.contains(place + offset) ? Int(self[place + offset]) : 0)
    }
  }
}
