import JointPatrol
import RandomStreams
import Testing
import Texts

@Suite("Graphs of beats")
struct BeatGraphTests {
  /// Two beats of three nodes in a line each, joined in the middle: 0-1-2 | 3-4-5.
  static let line = """
    {"id": "line", "nodes": [
      {"id": 10, "x": 0, "y": 0, "beat": 0}, {"id": 11, "x": 1, "y": 0, "beat": 0},
      {"id": 12, "x": 2, "y": 0, "beat": 0}, {"id": 13, "x": 3, "y": 0, "beat": 1},
      {"id": 14, "x": 4, "y": 0, "beat": 1}, {"id": 15, "x": 5, "y": 0, "beat": 1}],
     "edges": [{"a": 10, "b": 11}, {"a": 11, "b": 12}, {"a": 12, "b": 13, "crossBeat": true},
      {"a": 13, "b": 14}, {"a": 14, "b": 15, "ticks": 1}],
     "incidentWeights": [1, 1, 4, 1, 1, 1]}
    """

  static func graph(_ text: String = line) throws -> BeatGraph {
    try BeatGraph(json: Array(text.utf8), file: "line.json")
  }

  @Test func readsWhatIsThere() throws {
    let graph = try Self.graph()
    #expect(graph.beats == 2 && graph.members == [[0, 1, 2], [3, 4, 5]])
    #expect(graph.distance(0, 5) == 5 && graph.next(from: 0, to: 5) == 1)
    #expect(graph.patrolMoves[2] == [2, 1] && graph.patrolMoves[4] == [4, 3, 5])
    #expect(graph.next(from: 4, homeTo: 0) == 3 && graph.next(from: 1, homeTo: 0) == 1)
    #expect(graph.median(of: 0) == 2 && graph.median(of: 1) == 4)
  }

  @Test(arguments: 1..<6) func writesWhatItReads(seed: UInt64) throws {
    let graph = try GeneratedBeats(beats: Int(seed % 3) + 1, side: 4, seed: seed).graph()
    #expect(try BeatGraph(json: Array(graph.jsonText.utf8), file: "x") == graph, "seed \(seed)")
  }

  /// Floyd and Warshall's recurrence, which shares nothing with breadth-first search.
  @Test(arguments: 1..<5) func distancesAreShortest(seed: UInt64) throws {
    let graph = try GeneratedBeats(beats: 2, side: 3, seed: seed).graph()
    let count = graph.nodes.count
    var best = Array(repeating: Array(repeating: 99, count: count), count: count)
    for node in 0..<count { best[node][node] = 0 }
    for edge in graph.edges {
      best[edge.a][edge.b] = 1
      best[edge.b][edge.a] = 1
    }
    for middle in 0..<count {
      for a in 0..<count {
        for b in 0..<count { best[a][b] = min(best[a][b], best[a][middle] + best[middle][b]) }
      }
    }
    for a in 0..<count {
      for b in 0..<count {
        #expect(graph.distance(a, b) == best[a][b], "seed \(seed)")
        let next = graph.next(from: a, to: b)
        #expect(a == b ? next == a : best[next][b] == best[a][b] - 1, "seed \(seed)")
      }
    }
  }

  @Test(
    "refuses what cars could not patrol, and says where",
    arguments: [
      ("\"id\": 11", "\"id\": 10", "id"),
      ("\"a\": 13, \"b\": 14", "\"a\": 12, \"b\": 14", "cut off"),
      ("\"ticks\": 1", "\"ticks\": 2", "ticks"), ("true", "false", "beats say"),
      ("\"b\": 13", "\"b\": 99", "no node"), ("[1, 1, 4, 1, 1, 1]", "[1, 1]", "6 weights"),
      ("[1, 1, 4, 1, 1, 1]", "[0, 0, 0, 0, 0, 0]", "no call"),
      ("[1, 1, 4, 1, 1, 1]", "[1, 1, -4, 1, 1, 1]", "negative"),
      ("\"id\": \"line\"", "\"id\": \"line\", \"extra\": 1", "unknown key"),
      ("{\"a\": 10, \"b\": 11}", "{\"a\": 10, \"b\": 11}, {\"a\": 11, \"b\": 10}", "once"),
      ("\"x\": 5, \"y\": 0, \"beat\": 1", "\"x\": 5, \"y\": 0, \"beat\": 3", "no node"),
      ("\"id\": \"line\"", "\"format\": \"temper-beets\", \"id\": \"line\"", "temper-beats"),
    ])
  func refuses(what: String, with: String, words: String) throws {
    let text = Self.line.replacing(what, with: with)
    #expect(text != Self.line)
    let error = #expect(throws: JSONError.self) { try Self.graph(text) }
    #expect(
      error.map { "\($0)".contains("line.json") && "\($0)".contains(words) } == true,
      "\(error.map { "\($0)" } ?? "")")
  }

  @Test func cutFilesAreRefused() {
    let bytes = Array(Self.line.utf8)
    for length in stride(from: 0, to: bytes.count - 1, by: 7) {
      #expect(throws: JSONError.self, "\(length) bytes") {
        try BeatGraph(json: Array(bytes[..<length]), file: "cut")
      }
    }
  }
}
