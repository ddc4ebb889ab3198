import Testing

@Suite("The QUBO")
struct QUBOTests {
  @Test(
    "has the forecast sizes",
    arguments: [["presence-20x20x18"], ["max-stay-17x17x12", "--every-sector"]])
  func info(words: [String]) throws {
    let run = try TemperRun(
      ["qubo", "info", Instances.shipped(words[0])] + words.dropFirst())
    #expect(run.status == 0)
    #expect(run.errors == "")
    // The one line that differs from run to run.
    let text = run.output.replacing(/Build time  [0-9.]+ s/, with: "Build time  0.000 s")
    try Golden("qubo-info-\(words[0])").expect(text)
  }

  @Test("is what the search builds")
  func built() throws {
    let file = Instances.shipped("team-x-9x9x6")
    let info = try TemperRun("qubo", "info", file).output
    let log = try TemperRun(
      "solve", file, "--moves", "flip", "--seed", "1", "--steps", "10", "--verbose"
    ).errors
    let bits = try #require(info.firstMatch(of: /Bits +([0-9,]+)/)).1
    let couplings = try #require(info.firstMatch(of: /Couplings +([0-9,]+)/)).1
    #expect(log.contains("QUBO of \(bits) bits, \(couplings) couplings;"), "\(log)")
  }

  @Test(
    "is refused above the memory limit, before anything is allocated",
    arguments: [
      ["qubo", "info", Instances.shipped("presence-18x18x20"), "--memory-limit", "1KiB"],
      [
        "solve", Instances.shipped("presence-18x18x20"), "-q", "--moves", "flip", "--memory-limit",
        "1KiB",
      ],
      ["qubo", "info", Instances.shipped("city-172x172x48"), "--memory-limit", "13GiB"],
      [
        "solve", Instances.shipped("city-172x172x48"), "-q", "--moves", "flip", "--memory-limit",
        "13GiB",
      ],
    ])
  func memoryLimit(line: [String]) throws {
    let run = try TemperRun(confined(line), executable: "sh")
    #expect(run.status == 65)
    #expect(
      run.errors.wholeMatch(
        of:
          /temper: error: the model needs [0-9.]+ [MG]iB but the limit is (1.0 K|13.0 G)iB; raise --memory-limit, use fewer --replicas, or --moves exchange, which needs no matrix\n/
      ) != nil, "\(run.errors)")
  }

  @Test("of a whole city is forecast in little memory")
  func forecast() throws {
    let line = ["qubo", "info", Instances.shipped("city-172x172x48"), "--memory-limit", "1TiB"]
    let run = try TemperRun(confined(line), executable: "sh")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\nBits        1,061,756 (0 auxiliary; "))
    #expect(run.output.contains("\nCouplings   292,562,970 = "))
  }

  @Test("of the largest shift is forecast without overflow")
  func largest() throws {
    let rows = Array(repeating: "[100000,0,0,0,0,0,0,0,0,0]", count: 10_000).joined(separator: ",")
    let sectors = (0..<10).map { "{\"id\":\"\($0)\",\"name\":\"N\"}" }.joined(separator: ",")
    let travel = (0..<10).map { row in
      "[\((0..<10).map { $0 == row ? "0" : "10080" }.joined(separator: ","))]"
    }.joined(separator: ",")
    let text = """
      {"format":"patrol-shift","version":1,"name":"largest","cars":100000,"startTime":"00:00",
      "stepMinutes":1,"presence":{"rule":"none"},"sectors":[\(sectors)],"demand":[\(rows)],
      "travelMinutes":[\(travel)]}
      """
    let run = try TemperRun(["qubo", "info", "-", "--every-sector"], input: text)
    #expect(run.status == 65)
    #expect(run.errors.hasPrefix("temper: error: the model needs "), "\(run.errors)")
  }

  /// Arguments of a shell that lets temper have 512 MiB of address space.
  private func confined(_ line: [String]) -> [String] {
    ["-c", "ulimit -v 524288 && exec \"$0\" \"$@\"", TemperRun.executable] + line
  }
}
