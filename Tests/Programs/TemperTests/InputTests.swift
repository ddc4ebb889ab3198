import Testing

@Suite("Input that cannot be used")
struct InputTests {
  let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  @Test(
    "as a malformed instance ends with status 65 and one line that names file and JSON path",
    arguments: MalformedFile.values + MalformedFile.tables + MalformedFile.syntax)
  func malformed(file: MalformedFile) throws {
    let path = try scratch.write(file.bytes, to: "shift.json")
    let run = try TemperRun("solve", path, "--steps", "1", "-o", scratch["plan.csv"])
    expectLine(run, status: 65, saying: "\(path):")
    #expect(run.errors.contains(": \(file.path): "), "\(run.errors)")
    #expect(scratch.text(of: "plan.csv") == nil)
  }

  @Test("as the unspoilt instance of these tests is none of them")
  func valid() throws {
    let path = try scratch.write(MalformedFile.base.utf8, to: "shift.json")
    #expect(try TemperRun("solve", path, "--steps", "1", "-q").status == 20)
    let kind = MalformedFile.base.replacing("no-return", with: "none")
    #expect(try TemperRun(["solve", "-", "--steps", "1", "-q"], input: kind).status == 0)
  }

  @Test(
    "as a malformed schedule ends with status 65 and its place",
    arguments: [
      "", "\n", "car;step\n1;1\n", "car,step,sector\n1,1\n", "car,step,sector\n1,\"1,GOR-01\n",
      "car,step,sector\n1,\u{0},GOR-01\n", "{}", "a,b,c\n1,2,3\n",
    ])
  func schedule(text: String) throws {
    let path = try scratch.write(text.utf8, to: "plan.csv")
    for command in ["check", "export"] {
      let run = try TemperRun(command, Instances.shipped("tiny-3x3x3"), path)
      expectLine(run, status: 65, saying: path)
    }
  }

  @Test(
    "as a malformed table ends with status 65 and its place",
    arguments: [
      "", "time,A,B\n08:00,1,nan\n", "time,A,B\n08:00,1,-1\n",
      "time,A,B\n08:00,1,1e400\n", "time,A,B\n08:00,1\n", "time,A,A\n08:00,1,1\n",
    ])
  func table(demand: String) throws {
    let demand = try scratch.write(demand.utf8, to: "demand.csv")
    let travel = try scratch.write("from,A,B\nA,0,7\nB,7,0\n".utf8, to: "travel.csv")
    let run = try TemperRun("import", "--name", "a", "--demand", demand, "--travel", travel)
    expectLine(run, status: 65, saying: demand)
    let torn = try scratch.write("from,A,B\nA,0,7\nB,7\n".utf8, to: "torn.csv")
    let both = try TemperRun("import", "--name", "a", "--demand", demand, "--travel", torn)
    #expect(both.status == 65 && both.errors.contains(torn))
  }

  @Test("as a file that is missing or a folder ends with status 66")
  func missing() throws {
    let (absent, tiny) = (scratch["absent"], Instances.shipped("tiny-3x3x3"))
    for path in [absent, scratch.path, absent + "/deeper"] {
      for line in [
        ["solve", path], ["qubo", "info", path], ["check", path, tiny], ["check", tiny, path],
        ["export", tiny, path], ["import", "--name", "a", "--demand", path, "--travel", tiny],
      ] {
        expectLine(try TemperRun(line), status: 66, saying: "cannot read \(path): ")
      }
    }
  }

  private func expectLine(
    _ run: TemperRun, status: Int32, saying words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(run.status == status, "\(run.errors)", sourceLocation: sourceLocation)
    #expect(run.output == "", sourceLocation: sourceLocation)
    #expect(
      run.errors.hasPrefix("temper: error: ") && run.errors.contains(words)
        && run.errors.hasSuffix("\n") && run.errors.split(separator: "\n").count == 1,
      "\(run.errors)", sourceLocation: sourceLocation)
  }
}
