import Failures
import Texts
public import Tuning

/// What a study tries first: settings that did well in other studies.
///
/// The study keeps them, so that it goes on without those studies, whatever became of them.
public struct WarmStart: Hashable, Sendable {
  /// A study that settings were taken from.
  public struct Source: Hashable, Sendable {
    /// Its file, as it was named.
    public let path: String
    /// What it was about.
    public let instance: StudyRecord.Instance
    /// The numbers of the trials that were taken, best first.
    public let trials: [Int]

    /// Creates the reference.
    public init(path: String, instance: StudyRecord.Instance, trials: [Int]) {
      self.path = path
      self.instance = instance
      self.trials = trials
    }
  }

  /// Where the settings are from.
  public let sources: [Source]
  /// The settings, each with one value per parameter, in the order in which they are tried.
  public let settings: [[ParameterValue]]

  /// Creates a start.
  public init(sources: [Source], settings: [[ParameterValue]]) {
    self.sources = sources
    self.settings = settings
  }

  /// The files of the sources, as they were named.
  var names: String { sources.map(\.path).joined(separator: ", ") }
}

// MARK: - As text

extension WarmStart: Encodable {
  private enum Key: String, CodingKey {
    case settings, sources
  }

  /// Writes the settings with the kinds of their values.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(settings.map { $0.map(ValueText.init) }, forKey: .settings)
    try members.encode(sources, forKey: .sources)
  }

  init(_ node: JSONNode) throws {
    let root = try node.object(expecting: "expected a start", "write an object")
    sources = try root.required("sources", as: "[…]").elements(
      expecting: "expected studies", "write a list"
    ).map(Source.init)
    settings = try root.required("settings", as: "[…]").elements(
      expecting: "expected settings", "write a list"
    ).map { try $0.elements(expecting: "expected values", "write a list").map(ParameterValue.init) }
  }
}

extension WarmStart.Source: Encodable {
  fileprivate init(_ node: JSONNode) throws {
    let members = try node.object(expecting: "expected a study", "write an object")
    self.init(
      path: try members.required("path", as: "\"…\"").string(expecting: "expected a path"),
      instance: try StudyRecord.Instance(members.required("instance", as: "{…}")),
      trials: try members.required("trials", as: "[0]").elements(
        expecting: "expected numbers", "write a list"
      ).map(JSONText.integer))
  }
}
