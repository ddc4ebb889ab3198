import FlipWalks
import Foundation
import RandomStreams
import Tempering
import Testing

struct AcceptanceTableTests {
  /// From far below a unit of energy to where the table is too short for all factors.
  static let temperatures = [1e-6, 0.01, 0.7, 1, 3.3, 50, 1_234.5, 5_000, 7_000, 1e6, 1e12]

  @Test("Factors equal exp to 2⁻⁴², at every temperature and size", arguments: temperatures)
  func accuracy(temperature: Double) {
    let arena = Arena()
    var table = AcceptanceTable(in: arena)
    table.prepare(for: temperature)
    #expect(table.temperature == temperature)
    var random = RandomStream(seed: 1)
    let largest = AcceptanceTable.vanishing * temperature
    for _ in 0..<20_000 {
      let change = Int64(random.unit() * min(1.2 * largest + 3, 1e15))
      let exact = exp(-Double(change) / temperature)
      if Double(change) > 1.001 * largest + 256 {
        #expect(table[change] == 0, "ΔE \(change)")
      } else if Double(change) < largest {
        #expect(abs(table[change] - exact) <= 0x1p-42 * exact, "ΔE \(change)")
      }
    }
  }

  @Test(
    "What does not rise is certain, and more of a rise is never likelier", arguments: temperatures)
  func order(temperature: Double) {
    let arena = Arena()
    var table = AcceptanceTable(in: arena)
    table.prepare(for: temperature)
    for change in [Int64.min / 2, -1_000_000, -1, 0] { #expect(table[change] == 1) }
    let factors = (0..<5_000).map { table[Int64($0)] }
    for (less, more) in zip(factors, factors.dropFirst()) {
      #expect(more <= less * (1 + 0x1p-41))
    }
    #expect(table[1 << 60] == 0)
  }

  @Test("A table that is made again is that of the new temperature only")
  func again() {
    let arena = Arena()
    var (once, twice) = (AcceptanceTable(in: arena), AcceptanceTable(in: arena))
    once.prepare(for: 2.5)
    twice.prepare(for: 900)
    twice.prepare(for: 2.5)
    for change in 0..<4_000 as Range<Int64> { #expect(once[change] == twice[change]) }
  }
}
