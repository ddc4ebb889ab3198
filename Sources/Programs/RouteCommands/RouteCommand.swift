package import ArgumentParser

/// `temper route`: patrol routes that bring much and cannot be foretold.
package struct RouteCommand: ParsableCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Learn where patrols do most good, and draw routes that cannot be foretold.",
    subcommands: [Learn.self, Sample.self, Town.self])
}
