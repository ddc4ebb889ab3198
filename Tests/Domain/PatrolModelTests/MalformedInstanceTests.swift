import Failures
import PatrolModel
import Testing

@Suite struct MalformedInstanceTests {
  @Test func theBaseOfTheTableIsValid() throws {
    let instance = try PatrolInstance(json: Malformed.base.utf8, file: "base.json")
    #expect(instance.carCount == 3)
  }

  @Test("Each mistake is named with its place", arguments: Malformed.values + Malformed.tables)
  func mistakeInAValue(_ malformed: Malformed) {
    expectError(malformed)
    #expect(Malformed.base.contains(malformed.original), "the mutation has to change something")
  }

  @Test("Text that is no JSON is refused with line and column", arguments: Malformed.syntax)
  func mistakeInTheSyntax(_ malformed: Malformed) {
    #expect(expectError(malformed)?.position != nil)
  }

  @Test("Bytes that are no text are refused", arguments: Malformed.bytes)
  func mistakeInTheEncoding(_ malformed: Malformed) {
    #expect(expectError(malformed)?.position != nil)
  }

  @Test func anInstanceCutOffAnywhereIsRefused() {
    let bytes = Array(Malformed.base.utf8)
    for length in 0..<bytes.count {
      #expect(throws: InstanceError.self, "cut off after \(length) bytes") {
        try PatrolInstance(json: bytes.prefix(length), file: "cut.json")
      }
    }
  }

  @Test func anInstanceWithAnyByteReplacedIsReadOrRefused() {
    var outcomes = (read: 0, refused: 0)
    let bytes = Array(Malformed.base.utf8)
    for index in bytes.indices {
      for byte in [0, 0x22, 0x2d, 0x39, 0x5b, 0x5c, 0x7d, 0xff] as [UInt8] {
        var changed = bytes
        changed[index] = byte
        do throws(InstanceError) {
          _ = try PatrolInstance(json: changed, file: "changed.json")
          outcomes.read += 1
        } catch {
          outcomes.refused += error.description.contains("changed.json") ? 1 : 0
        }
      }
    }
    #expect(outcomes.read + outcomes.refused == bytes.count * 8)
    #expect(outcomes.refused > outcomes.read)
  }

  @Test func anErrorIsOneLineWhateverTheFileHolds() throws {
    let json = Malformed.base.replacing("\"cars\":3", with: "\"cars\":\"\\u001b[2J\\n\(long)\"")
    let error = try #require(expectError(.init("hostile", json: json, "$.cars", "whole number")))
    #expect(!error.description.contains { $0.isNewline })
    #expect(error.found?.contains("\\u{1b}[2J\\n") == true)
    #expect(error.description.count < 300)
  }

  @Test func theWholeErrorReadsAsASentence() throws {
    let json = Malformed.base.replacing("[2,1]", with: "[2,2]")
    let error = try #require(expectError(.init("sum", json: json, "$.demand[1]", "step 2")))
    #expect(
      error.description == """
        test.json: $.demand[1]: step 2 (09:00): the sectors need 4 cars in total but there are 3; \
        lower the demand by 1, or say what a missing car costs: "shortage": {"price": 30}
        """)
    let syntax = try #require(
      expectError(.init("NaN", json: "{\n  \"cars\": NaN}", "$.cars", "expected a value")))
    #expect(
      syntax.description == """
        test.json:2:11: $.cars: expected a value, found NaN; \
        write a number such as 12.9, a text in double quotes, a list or an object
        """)
  }

  private let long = String(repeating: "x", count: 10_000)

  @discardableResult
  private func expectError(_ malformed: Malformed) -> InstanceError? {
    do throws(InstanceError) {
      _ = try PatrolInstance(json: malformed.bytes, file: "test.json")
      Issue.record("the instance was accepted")
      return nil
    } catch {
      #expect(error.path == malformed.path, "\(error)")
      #expect(error.description.contains(malformed.phrase), "\(error)")
      return error
    }
  }
}
