import Failures
import InstanceSources
import Machine
import PatrolModel
import Testing
import _TemperTestSupport

@Suite("An instance file")
struct InstanceFilesTests {
  @Test(
    "has a fingerprint of its canonical text",
    arguments: [
      ("tiny-3x3x3", "d741151b4cfe5d80"), ("team-z-17x17x12", "d1bdf3cd570d1e71"),
      ("city-172x172x48", "27b10423aae2491b"),
    ])
  func fingerprint(name: String, expected: String) throws {
    #expect(try Examples.instance(name).fingerprint == expected)
  }

  @Test("that is missing or no instance gives an error in one line")
  func errors() {
    let missing = Examples.path("absent")
    #expect(complaint(missing)?.hasPrefix("cannot read \(missing): No such file") == true)
    let schema = Examples.path("patrol-shift.schema")
    #expect(complaint(schema)?.hasPrefix("\(schema): $.format: expected") == true)
    #expect(complaint(Examples.path("tiny-3x3x3")) == nil)
  }

  @Test("fits into the memory that the machine has")
  func memory() throws {
    let available = try #require(MachineMemory.available)
    #expect((1 << 24...1 << 50).contains(available))
  }

  private func complaint(_ path: String) -> String? {
    do throws(InstanceFileError) {
      _ = try PatrolInstance(contentsOf: path)
      return nil
    } catch {
      return error.description
    }
  }
}
