import Failures
import PatrolModel

extension ReaderCheck {
  /// Instances in the format `patrol-shift`.
  static let instanceJSON = ReaderCheck("instance-json") { bytes in
    let instance: PatrolInstance
    do throws(InstanceError) {
      instance = try PatrolInstance(json: bytes, file: "input")
    } catch { return .refused(error.description) }
    return .accepted(written: try rewritten(instance))
  }

  /// The bytes of an instance, after they have been read again.
  static func rewritten(_ instance: PatrolInstance) throws -> [UInt8] {
    let text = Array(instance.jsonText().utf8)
    let again: PatrolInstance
    do throws(InstanceError) {
      again = try PatrolInstance(json: text, file: "written")
    } catch { throw Fault("what was written is refused: \(error)") }
    try expectSame(instance, again, "the instance")
    try expectSame(text, Array(again.jsonText().utf8), "the text of the instance")
    return text
  }
}
