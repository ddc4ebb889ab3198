import Foundation
import RandomStreams
import StudyStore
import Testing
import Tuning

/// Files that are not what was written: each is refused and left alone, or its content is right.
struct DamageTests {
  let directory: TemporaryDirectory
  let bytes: [UInt8]
  let trials: [Trial]
  var path: String { directory["study.sqlite"] }

  init() throws {
    directory = try TemporaryDirectory()
    let file = try StudyFile(directory["whole.sqlite"], goingOnWith: exampleRecord())
    try fill(file)
    trials = try file.trials()
    try file.close()
    bytes = try [UInt8](Data(contentsOf: URL(filePath: directory["whole.sqlite"])))
  }

  @Test("A study cut off anywhere is refused", arguments: 0..<4 as Range<UInt64>)
  func truncations(seed: UInt64) throws {
    var random = RandomStream(seed: seed)
    for _ in 0..<25 {
      let count = random.uniform(below: bytes.count)
      let outcome = try outcome(of: Array(bytes[..<count]))
      #expect(outcome != .right, "cut off after \(count) bytes")
      #expect(outcome != .wrong, "cut off after \(count) bytes")
    }
  }

  @Test(
    "A study with a bit flipped is refused or has the right content",
    arguments: 0..<4 as Range<UInt64>)
  func bitFlips(seed: UInt64) throws {
    var random = RandomStream(seed: seed, stream: 1)
    var counts: [Outcome: Int] = [:]
    for _ in 0..<250 {
      let (byte, bit) = (random.uniform(below: bytes.count), random.uniform(below: 8))
      var flipped = bytes
      flipped[byte] ^= 1 << bit
      let outcome = try outcome(of: flipped)
      #expect(outcome != .wrong, "bit \(bit) of byte \(byte)")
      counts[outcome, default: 0] += 1
    }
    // Some bytes of a page are not used; others hold what was written.
    #expect(counts[.right, default: 0] > 0 && counts[.refused, default: 0] > 0)
  }

  private enum Outcome {
    case right, refused, wrong
  }

  /// Opens a study with these bytes.
  private func outcome(of bytes: [UInt8]) throws -> Outcome {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try Data(bytes).write(to: URL(filePath: path))
    do {
      let file = try StudyFile(path, goingOnWith: exampleRecord())
      defer { try? file.close() }
      return try file.trials() == trials && file.record == exampleRecord() ? .right : .wrong
    } catch is StudyStoreError {
      let isLeftAlone = try [UInt8](Data(contentsOf: URL(filePath: path))) == bytes
      return isLeftAlone ? .refused : .wrong
    }
  }
}
