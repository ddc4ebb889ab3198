import CZlib

/// zlib, as far as reading archives needs it.
enum Inflate {
  /// The content of a bare deflate stream (RFC 1951) whose size is known.
  ///
  /// - Parameters:
  ///   - stream: The compressed bytes.
  ///   - size: The bytes that they stand for, as the archive's directory has it.
  /// - Returns: So many bytes; `nil` if the stream is damaged, shorter or longer.
  static func expanded(_ stream: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    var state = z_stream()
    guard stream.count <= 1 << 30, size <= 1 << 30, inflate_bare_init(&state) == Z_OK else {
      return nil
    }
    defer { inflateEnd(&state) }
    var input = Array(stream)  // zlib only reads it, and takes it for one that it may write.
    var isWhole = false
    // One byte more than there should be, so that a stream that goes on is noticed.
    let output = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      input.withUnsafeMutableBufferPointer { input in
        state.next_in = input.baseAddress
        state.avail_in = UInt32(input.count)
        state.next_out = buffer.baseAddress
        state.avail_out = UInt32(size + 1)
        isWhole = inflate(&state, Z_FINISH) == Z_STREAM_END
        count = size + 1 - Int(state.avail_out)
      }
    }
    return isWhole && output.count == size ? output : nil
  }
}
