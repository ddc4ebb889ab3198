import Failures
import Networks

extension ReaderCheck {
  /// Weights of networks.
  static let safetensors = ReaderCheck("safetensors") { bytes in
    let file: SafetensorsFile
    do throws(SafetensorsError) {
      file = try SafetensorsFile(parsing: bytes, file: "input")
    } catch { return .refused(error.description) }
    let written = file.bytes
    let again: SafetensorsFile
    do throws(SafetensorsError) {
      again = try SafetensorsFile(parsing: written, file: "input")
    } catch { throw Fault("what was written is refused: \(error)") }
    try expectSame(file, again, "the file")
    return .accepted(written: written)
  }
}
