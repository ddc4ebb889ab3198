import DispatchLearning
import Failures
import JointLearning
import JointPatrol
import Networks
import PatrolRouting
import RandomStreams
import Simulation
import Texts

// Files of the day itself: regions, scenarios, calls, beats, posts, graphs, and models.

extension ReaderCheck {
  static let operations: [ReaderCheck] = [
    patrolGraph, beats, posts, region, scenarios, calls, shiftValue, jointCard,
  ]

  private static let patrolGraph = ReaderCheck("patrol-graph") { bytes in
    let graph: PatrolGraph
    do throws(JSONError) { graph = try PatrolGraph(json: bytes, file: "input") } catch {
      return .refused(error.description)
    }
    let text = Array(graph.jsonText.utf8)
    try expectSame(graph, try PatrolGraph(json: text, file: "written"), "the graph")
    return .accepted(written: text)
  }

  private static let beats = ReaderCheck("beats-json") { bytes in
    let graph: BeatGraph
    do throws(JSONError) { graph = try BeatGraph(json: bytes, file: "input") } catch {
      return .refused(error.description)
    }
    let text = Array(graph.jsonText.utf8)
    try expectSame(graph, try BeatGraph(json: text, file: "written"), "the beats")
    return .accepted(written: text)
  }

  private static let world: JointWorld = {
    do { return JointWorld(try GeneratedBeats(seed: 1).graph(), JointSetting()) } catch {
      fatalError("\(error)")
    }
  }()

  private static let posts = ReaderCheck("posts-json") { bytes in
    let file: PostFile
    do throws(JSONError) { file = try PostFile(json: bytes, file: "input", for: world) } catch {
      return .refused(error.description)
    }
    let text = file.text(of: world.graph)
    let again = try PostFile(json: Array(text.utf8), file: "written", for: world)
    try expectSame(text, again.text(of: world.graph), "the text of the posts")
    return .accepted(written: Array(text.utf8))
  }

  /// The three files of a region, one after the other, parted by form feeds.
  private static let region = ReaderCheck("region") { bytes in
    let parts = bytes.split(separator: 0x0c, omittingEmptySubsequences: false).map(Array.init)
    guard parts.count == 3 else { return .refused("not three files") }
    do { _ = try RegionFolder("input").region(parts) } catch { return try refused(error) }
    return .accepted(written: [])
  }

  private static let plainRegion: Region = {
    let areas = (1...3).map { PatrolArea(id: $0, sector: 0, minPatrolMinutes: 30) }
    let sectors = [PatrolSector(id: "E", areas: [0, 1, 2], neighbours: [])]
    do {
      return try Region(areas: areas, sectors: sectors, minutes: [0, 5, 8, 5, 0, 4, 8, 4, 0])
    } catch { fatalError("\(error)") }
  }()

  private static let scenarios = ReaderCheck("scenarios-json") { bytes in
    do { _ = try ScenarioFile(parsing: bytes, file: "input", region: plainRegion) } catch {
      return try refused(error)
    }
    return .accepted(written: [])
  }

  private static let calls = ReaderCheck("calls-csv") { bytes in
    do { _ = try CallTable(parsing: bytes, file: "input") } catch { return try refused(error) }
    return .accepted(written: [])
  }

  /// A learned worth of shifts, as a file and its card.
  private static let shiftValue = ReaderCheck("dispatch-value") { bytes in
    let model: ShiftValueModel
    do throws(SafetensorsError) {
      model = try ShiftValueModel(SafetensorsFile(parsing: bytes, file: "input"))
    } catch { return .refused(error.description) }
    let written = model.file.bytes
    let again = try ShiftValueModel(SafetensorsFile(parsing: written, file: "input"))
    try expectSame(written, again.file.bytes, "the model")
    return .accepted(written: written)
  }

  /// The card of a model of patrol and dispatch.
  private static let jointCard = ReaderCheck("joint-model") { bytes in
    do { _ = try ModelCard(SafetensorsFile(parsing: bytes, file: "input")) } catch {
      return try refused(error)
    }
    return .accepted(written: [])
  }

  /// An error that a reader means, in words; another one is a fault.
  private static func refused(_ error: any Error) throws -> Outcome {
    guard let error = error as? any ClassifiedError else {
      throw Fault("an error without an account: \(error)")
    }
    return .refused(error.description)
  }
}
