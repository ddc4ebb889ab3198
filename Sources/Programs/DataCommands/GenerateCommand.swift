package import ArgumentParser
package import CommandSupport
import DurableFiles
import Foundation
import Temper

/// `temper generate`: the instances that the project ships, and others like them.
package struct GenerateCommand: ReportingCommand {
  package init() {}

  package static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Make instances from real town coordinates and a seed, alike everywhere.",
    usage: """
      temper generate <name> [--seed <number>] [--output <file>]
      temper generate --list
      temper generate --shipped <folder>
      """,
    discussion: "Example: temper generate team-z-17x17x12 -o team-z.json")

  @Argument(help: "The recipe's name.")
  var name: String?

  @Flag(help: "List the recipes.")
  var list = false

  @Option(
    help: ArgumentHelp("Write all recipes' instances into this folder.", valueName: "folder"))
  var shipped: String?

  @Option(
    help: ArgumentHelp("Another seed than the recipe's.", valueName: "number"),
    transform: parseSeed)
  var seed: UInt64?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write. (default: standard output)", valueName: "file"))
  var output: String?

  package func validate() throws {
    if [name != nil, list, shipped != nil].count(where: \.self) != 1 {
      throw ValidationError("Give a recipe's name, or --list, or --shipped FOLDER.")
    }
    if let name, InstanceRecipe.named(name) == nil {
      throw ValidationError("There is no recipe '\(name)'; temper generate --list shows them.")
    }
  }

  package var files: [FileUse] {
    if let shipped {
      return FileUse.write(
        InstanceRecipe.shipped.map { "\($0.name).json" }, in: shipped, as: "--shipped")
    }
    return FileUse.write(output, as: "--output")
  }

  package func execute() throws -> ExitCode {
    if list {
      for recipe in InstanceRecipe.shipped { try Console.output("\(recipe.name)\n") }
    } else if let shipped {
      for recipe in InstanceRecipe.shipped {
        let path = (shipped.hasSuffix("/") ? shipped : shipped + "/") + "\(recipe.name).json"
        try DurableFile.write(recipe.instance().jsonText(), to: path)
        Console.error("wrote \(path)")
      }
    } else if let recipe = name.flatMap(InstanceRecipe.named) {
      let text = try seeded(recipe).instance().jsonText()
      try Console.deliver(text, to: output)
    }
    return .success
  }

  private func seeded(_ recipe: InstanceRecipe) throws -> InstanceRecipe {
    guard let seed else { return recipe }
    return try InstanceRecipe(
      name: "\(recipe.name)-seed-\(seed)", purpose: recipe.purpose, centre: recipe.centre,
      sectorCount: recipe.sectorCount, carCount: recipe.carCount, stepCount: recipe.stepCount,
      startMinute: recipe.startMinute, stepMinutes: recipe.stepMinutes, presence: recipe.presence,
      event: recipe.event, seed: seed)
  }
}
