package import ArgumentParser

/// `temper policy`: policies that are learned.
package struct PolicyCommand: ParsableCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Learn to patrol and to answer calls, and judge what was learned.",
    subcommands: [Train.self, Evaluate.self, Show.self])
}
