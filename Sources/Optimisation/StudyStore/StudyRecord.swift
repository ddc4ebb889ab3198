import Failures
import Foundation
import Texts
public import Tuning

/// What a study is about and how it was begun: what may not change while it goes on.
public struct StudyRecord: Hashable, Sendable {
  /// The instance, as far as a study knows it.
  public struct Instance: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// A fingerprint of its content.
    public let fingerprint: String
    /// A hash of the text it was read from, byte by byte.
    public let textHash: String

    /// Creates the reference.
    public init(name: String, fingerprint: String, textHash: String) {
      self.name = name
      self.fingerprint = fingerprint
      self.textHash = textHash
    }
  }

  /// What the study is about; for several instances, all of them as one.
  public let instance: Instance
  /// The instances of a study of several, in their order; else empty.
  public let members: [Instance]
  /// The seed of all random choices.
  public let seed: UInt64
  /// What is searched.
  public let space: SearchSpace
  /// All else that trials depend on, by name.
  public let settings: [String: String]
  /// What the study tries first, from other studies; nil if it begins without any.
  public let warmStart: WarmStart?
  /// The version of the program that began the study.
  public let tool: String
  /// The command that began the study.
  public let command: String

  /// Creates the record of a new study.
  public init(
    instance: Instance, members: [Instance] = [], seed: UInt64, space: SearchSpace,
    settings: [String: String], warmStart: WarmStart? = nil, tool: String, command: String
  ) {
    self.instance = instance
    self.members = members
    self.seed = seed
    self.space = space
    self.settings = settings
    self.warmStart = warmStart
    self.tool = tool
    self.command = command
  }

  /// Throws unless a study with this record may go on as the other record says.
  ///
  /// Program and command may differ, and how the instance is written; nothing that trials depend on.
  /// A study that was begun with others' trials goes on with those it keeps, named or not.
  func checkGoesOn(as other: StudyRecord, path: String) throws(StudyStoreError) {
    guard instance.fingerprint == other.instance.fingerprint else {
      throw .otherInstance(
        path: path, study: "\(instance.name) (\(instance.fingerprint))",
        given: "\(other.instance.name) (\(other.instance.fingerprint))")
    }
    var (kept, given) = (settings, other.settings)
    (kept["seed"], given["seed"]) = ("\(seed)", "\(other.seed)")
    for name in Set(kept.keys).union(given.keys).sorted() where kept[name] != given[name] {
      throw .otherSetting(
        path: path, name: name, study: kept[name] ?? "none", given: given[name] ?? "none")
    }
    if let given = other.warmStart?.names, given != warmStart?.names {
      throw .otherSetting(
        path: path, name: "warm-start", study: warmStart?.names ?? "none", given: given)
    }
    guard space == other.space else {
      throw .otherSetting(
        path: path, name: "search space", study: Self.words(space), given: Self.words(other.space))
    }
  }

  private static func words(_ space: SearchSpace) -> String {
    space.entries.map { "\($0.name) in \($0.domain)" }.joined(separator: ", ")
  }
}

// MARK: - As text

extension StudyRecord: Encodable {
  private enum Key: String, CodingKey, CaseIterable {
    case command, instance, members, seed, settings, space, tool, warmStart
  }

  /// Writes the record with the seed as text, since readers of JSON may round large numbers.
  public func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(command, forKey: .command)
    try members.encode(instance, forKey: .instance)
    if !self.members.isEmpty { try members.encode(self.members, forKey: .members) }
    try members.encode("\(seed)", forKey: .seed)
    try members.encode(settings, forKey: .settings)
    try members.encode(space.entries.map(SpaceEntry.init), forKey: .space)
    try members.encode(tool, forKey: .tool)
    try members.encodeIfPresent(warmStart, forKey: .warmStart)
  }

  init(_ node: JSONNode) throws {
    let root = try node.object(expecting: "expected a study", "write an object")
    func text(_ key: Key, in object: JSONObject) throws -> String {
      try object.required(key.rawValue, as: "\"…\"").string(expecting: "expected a text")
    }
    instance = try Instance(root.required("instance", as: "{…}"))
    members =
      try root["members"]?.elements(expecting: "expected instances", "write a list").map(
        Instance.init) ?? []
    let digits = try text(.seed, in: root)
    guard let seed = UInt64(digits) else { throw DamagedText(digits, expected: "a seed") }
    self.seed = seed
    let table = try root.required("settings", as: "{…}").object(
      expecting: "expected settings", "write an object")
    settings = try Dictionary(
      uniqueKeysWithValues: Set(table.keys).map { key in
        (key, try table.required(key, as: "\"…\"").string(expecting: "expected a text"))
      })
    space = try SearchSpace(root.required("space", as: "[…]"))
    warmStart = try root["warmStart"].map(WarmStart.init)
    tool = try text(.tool, in: root)
    command = try text(.command, in: root)
  }
}

extension StudyRecord.Instance: Encodable {
  init(_ node: JSONNode) throws {
    let members = try node.object(expecting: "expected an instance", "write an object")
    func text(_ key: String) throws -> String {
      try members.required(key, as: "\"…\"").string(expecting: "expected a text")
    }
    self.init(
      name: try text("name"), fingerprint: try text("fingerprint"), textHash: try text("textHash"))
  }
}

/// A text in a file that does not say what it should.
struct DamagedText: Error, CustomStringConvertible {
  let description: String

  init(_ found: String, expected: String) {
    description = "found '\(found)', expected \(expected)"
  }
}
