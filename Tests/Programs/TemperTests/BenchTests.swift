import Foundation
import Testing

@Suite("Kernel benchmarks")
struct BenchTests {
  private struct Document: Decodable {
    struct Spread: Decodable {
      let median: Double
      let min: Double
      let max: Double

      var isSound: Bool { 0 < min && min <= median && median <= max }
    }

    struct Memory: Decodable {
      let gigabytesPerSecond: Spread
    }

    struct Figure: Decodable {
      let model: String
      let kernels: String
      let move: String
      let flipShare: Double
      let nsPerStep: Spread?
      let nsPerSweep: Spread?
      let nsPerTrial: Spread?
      let nsPerFlip: Spread
      let bandwidthShare: Double
    }

    let schema: String
    let memory: Memory
    let figures: [Figure]
  }

  @Test("measure positive times of every move with the kernels asked for")
  func quick() throws {
    let run = try TemperRun("bench", "kernels", "--quick", "--json", "--kernels", "baseline")
    #expect(run.status == 0, "\(run.errors)")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let document = try decoder.decode(Document.self, from: Data(run.output.utf8))
    #expect(document.schema == "temper-kernel-benchmark/1")
    #expect(document.memory.gigabytesPerSecond.isSound)
    #expect(Set(document.figures.map(\.move)) == ["step", "sweep"])
    #expect(Set(document.figures.map(\.kernels)).isSubset(of: ["sse2", "neon", "portable"]))
    for figure in document.figures {
      let times = [figure.nsPerStep, figure.nsPerSweep, figure.nsPerTrial].compactMap { $0 }
      #expect(times.count == (figure.move == "step" ? 1 : 2), "\(figure)")
      for time in times + [figure.nsPerFlip] { #expect(time.isSound, "\(figure)") }
      #expect(figure.flipShare > 0 && figure.bandwidthShare > 0, "\(figure)")
    }
  }

  @Test("refuse kernels that the processor cannot run, and name those it can")
  func unknown() throws {
    let run = try TemperRun("bench", "kernels", "--kernels", "mmx")
    #expect(run.status == 64)
    #expect(run.errors.contains("'mmx' is no kernel set of this processor: it runs "))
    #expect(run.errors.contains("scalar"))
  }
}
