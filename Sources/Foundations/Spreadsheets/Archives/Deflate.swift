import CZlib

/// zlib, as far as archives need it.
enum Deflate {
  /// The bytes as a bare deflate stream (RFC 1951); `nil` if there are too many of them.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // A gigabyte leaves room in the 32 bits in which zlib counts for what cannot be compressed.
    guard bytes.count <= 1 << 30, deflate_bare_init(&stream) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes  // zlib only reads it, and takes it for one that it may write.
    let output = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(bound)
        count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? bound - Int(stream.avail_out) : 0
      }
    }
    return output.isEmpty ? nil : output
  }

  /// The CRC-32 of some bytes, at most a gigabyte.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
  }
}
