import CZlib
import Texts

/// Unpacks what gzip packed (RFC 1952).
package enum Gzip {
  /// Whether bytes begin as gzip's do.
  package static func isPacked(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

  /// The content of a packed file, of at most ``TextSize/most`` bytes; `nil` if it is damaged.
  package static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    // The sixteen asks for gzip's header instead of zlib's own (zlib's manual, inflateInit2).
    guard inflateInit2_(&stream, 16 + MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var input = bytes
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    return input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(truncatingIfNeeded: input.count)
      while true {
        let status = chunk.withUnsafeMutableBufferPointer { chunk in
          stream.next_out = chunk.baseAddress
          stream.avail_out = UInt32(truncatingIfNeeded: chunk.count)
          return inflate(&stream, Z_NO_FLUSH)
        }
        guard status == Z_OK || status == Z_STREAM_END else { return nil }
        output += chunk[..<(chunk.count - Int(stream.avail_out))]
        if status == Z_STREAM_END { return stream.avail_in == 0 ? output : nil }
        if output.count > TextSize.most { return nil }
      }
    }
  }
}
