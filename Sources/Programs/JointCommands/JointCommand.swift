package import ArgumentParser

/// `temper joint`: patrol and answer together.
package struct JointCommand: ParsableCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "joint",
    abstract: "Patrol beats and answer calls: find posts, play episodes, compare policies.",
    subcommands: [Compare.self, Simulate.self, Posts.self, Beats.self])
}
