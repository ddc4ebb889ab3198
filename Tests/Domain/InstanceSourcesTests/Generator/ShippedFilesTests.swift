import Foundation
import InstanceSources
import PatrolModel
import Testing
import _TemperTestSupport

@Suite("The files in instances/")
struct ShippedFilesTests {
  /// The repository's folder `instances`.
  private static let folder = Repository.root.appending(path: "instances")

  @Test(
    "are what the recipes generate, byte for byte",
    arguments: InstanceRecipe.shipped.map(\.name))
  func bytes(name: String) throws {
    let recipe = try #require(InstanceRecipe.named(name))
    let file = try Data(contentsOf: Self.folder.appending(path: "\(name).json"))
    let instance = recipe.instance()
    let isSame = file == Data(instance.jsonText().utf8)
    #expect(isSame, "differs: run 'temper generate --shipped instances/' and look at git diff")
    let read = try PatrolInstance(json: file, file: "\(name).json")
    #expect(read == instance)
  }

  @Test("are those of the recipes and no others")
  func names() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    let others: Set = ["optima.json", "patrol-shift.schema.json"]
    let names = files.filter { $0.hasSuffix(".json") && !others.contains($0) }.sorted()
    #expect(names == InstanceRecipe.shipped.map { "\($0.name).json" }.sorted())
  }

  @Test("stand in the table of the README with their figures")
  func table() throws {
    let readme = try String(
      contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| [") }
    #expect(rows.count == InstanceRecipe.shipped.count)
    for (row, recipe) in zip(rows, InstanceRecipe.shipped) {
      let rule =
        if case .maxStay(let limit) = recipe.presence { "max-stay \(limit)" } else {
          recipe.presence.name
        }
      let figures = [recipe.sectorCount, recipe.carCount, recipe.stepCount].map(String.init)
      let cells =
        ["[\(recipe.name)](\(recipe.name).json)", recipe.centre] + figures
        + [rule, "\(recipe.seed)"]
      #expect(row.hasPrefix("| \(cells.joined(separator: " | ")) |"))
    }
  }
}
