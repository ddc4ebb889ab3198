import Foundation
import Testing

/// The program's commands, as it tells of them.
struct CommandTree {
  /// An argument or option that takes a value.
  struct Argument {
    /// As on the command line, `--output`; `<instance>` for one without a name.
    let label: String
    let isPositional: Bool
    /// What the value is called.
    let valueName: String
    /// Whether it is one of some words.
    let isChoice: Bool
  }

  /// A command without others below it.
  struct Command {
    /// As in `qubo solve`.
    let name: String
    let arguments: [Argument]
  }

  let commands: [Command]

  init() throws {
    let dump = try TemperRun("--experimental-dump-help").output
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any])
    commands = Self.leaves(of: try #require(root["command"] as? [String: Any]), path: [])
      .filter { $0.name != "help" }
  }

  private static func leaves(of command: [String: Any], path: [String]) -> [Command] {
    let below = command["subcommands"] as? [[String: Any]] ?? []
    guard below.isEmpty else {
      return below.flatMap { child in
        leaves(of: child, path: path + [child["commandName"] as? String ?? ""])
      }
    }
    let arguments = command["arguments"] as? [[String: Any]] ?? []
    return [
      Command(name: path.joined(separator: " "), arguments: arguments.compactMap(Argument.init))
    ]
  }
}

extension CommandTree.Argument {
  /// Reads an argument; `nil` for a flag.
  fileprivate init?(_ fields: [String: Any]) {
    guard let kind = fields["kind"] as? String, kind != "flag" else { return nil }
    isPositional = kind == "positional"
    valueName = fields["valueName"] as? String ?? ""
    let name = (fields["preferredName"] as? [String: Any])?["name"] as? String
    label = name.map { $0.count == 1 ? "-\($0)" : "--\($0)" } ?? "<\(valueName)>"
    isChoice = fields["allValues"] != nil
  }
}
