// swift-tools-version: 6.2
import PackageDescription

// The house of Temper: floors, and targets on them. A target imports what it lists, which is on a
// lower floor; floors of one height never import each other; arrows inside a floor stand in one
// table below. The manifest refuses any other arrow when it is read (docs/dev/architecture.md).

let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

// Included by the C files, once per instruction set.
let kernelSources = ["bundle_kernels.inc", "dense_kernels.inc", "kernels.inc", "vectors.inc"]

// MARK: - Floors and their targets

let foundations = Floor(
  "Foundations", height: 0,
  [
    Room("CZlib", kind: .system(package: "zlib", debian: "zlib1g-dev")),
    Room("DurableFiles"),
    Room("Figures"),
    Room("RandomStreams"),
    Room("Spreadsheets", on: ["CZlib"]),
    Room("Texts"),
  ],
  arrows: ["Spreadsheets": ["CZlib"]])

let domain = Floor(
  "Domain", height: 1,
  [
    Room("InstanceSources", on: ["PatrolModel", "RandomStreams", "Texts"]),
    Room("PatrolModel", on: ["Texts"]),
    Room("PlanFiles", on: ["Figures", "PatrolModel", "Spreadsheets", "Texts"]),
    Room("ScheduleChecking", on: ["PatrolModel", "Texts"]),
  ],
  arrows: [
    "InstanceSources": ["PatrolModel"], "PlanFiles": ["PatrolModel"],
    "ScheduleChecking": ["PatrolModel"],
  ])

let optimisation = Floor(
  "Optimisation", height: 1,
  [
    Room(
      "Annealing",
      on: ["FlipWalks", "LayeredWalks", "QUBOModel", "RandomStreams", "Tempering"]),
    // In C, because only its functions can be compiled for more than one instruction set in one
    // build without flags that SwiftPM refuses in dependencies.
    Room("CAnnealKernels", kind: .c(included: kernelSources)),
    Room("CGSL", kind: .system(package: "gsl", debian: "libgsl-dev")),
    Room("FlipWalks", on: ["CAnnealKernels", "QUBOModel", "RandomStreams", "Tempering"]),
    Room("LayeredWalks", on: ["QUBOModel", "RandomStreams", "Tempering"]),
    Room("LinearPrograms"),
    Room("QUBOFiles", on: ["QUBOModel", "RandomStreams", "Texts"]),
    Room("QUBOModel"),
    Room("StudyStore", on: ["DurableFiles", "Texts", "Tuning"], products: [.grdb]),
    Room("Tempering", on: ["RandomStreams"]),
    Room("Tuning", on: ["CGSL", "RandomStreams"]),
  ],
  arrows: [
    "Annealing": ["FlipWalks", "LayeredWalks", "QUBOModel", "Tempering"],
    "FlipWalks": ["CAnnealKernels", "QUBOModel", "Tempering"],
    "LayeredWalks": ["QUBOModel", "Tempering"], "QUBOFiles": ["QUBOModel"],
    "StudyStore": ["Tuning"], "Tuning": ["CGSL"],
  ])

let scheduling = Floor(
  "Scheduling", height: 2,
  [
    Room(
      "ExactScheduling", on: ["LinearPrograms", "PatrolModel", "QUBOModel", "ScheduleFlows"]),
    Room("PenaltyModel", on: ["PatrolModel", "QUBOModel"]),
    Room("ScheduleBalancing", on: ["PatrolModel"]),
    Room("ScheduleFlows", on: ["PatrolModel"]),
  ],
  arrows: ["ExactScheduling": ["ScheduleFlows"]])

let presentation = Floor(
  "Presentation", height: 3,
  [
    Room("Reports", on: ["Figures", "PatrolModel"])
  ],
  arrows: [:])

let programs = Floor(
  "Programs", height: 4,
  [
    Room(
      "Workbench",
      on: [
        "Annealing", "DurableFiles", "ExactScheduling", "Figures", "InstanceSources",
        "LinearPrograms", "PatrolModel", "PenaltyModel", "PlanFiles", "QUBOFiles", "QUBOModel",
        "RandomStreams", "Reports", "ScheduleBalancing", "ScheduleChecking", "ScheduleFlows",
        "StudyStore", "Texts", "Tuning",
      ]),
    Room(
      "temper", kind: .program,
      on: [
        "Annealing", "DurableFiles", "ExactScheduling", "Figures", "InstanceSources",
        "LinearPrograms", "PatrolModel", "PenaltyModel", "PlanFiles", "QUBOFiles", "QUBOModel",
        "Reports", "ScheduleChecking", "Spreadsheets", "StudyStore", "Tuning", "Workbench",
      ],
      products: [.argumentParser]),
  ],
  arrows: ["temper": ["Workbench"]])

let house = House(
  [foundations, domain, optimisation, scheduling, presentation, programs])

// MARK: - Tests, one target per source target

let tests: [Target] = [
  // What tests share: oracles, random cases, statistics. No product depends on it.
  .target(
    name: "_TemperTestSupport",
    dependencies: ["CGSL", "CZlib", "PatrolModel", "QUBOModel", "RandomStreams", "Tuning"],
    path: "Tests/Support", swiftSettings: strict),

  // Processes for tests to kill and stop.
  .executableTarget(
    name: "DurableWriterFixture", dependencies: ["DurableFiles"],
    path: "Tests/Fixtures/DurableWriterFixture", swiftSettings: strict),
  .executableTarget(
    name: "StudyWorkerFixture", dependencies: ["StudyStore", "Tuning"],
    path: "Tests/Fixtures/StudyWorkerFixture", swiftSettings: strict),

  house.tests("DurableFiles", with: ["DurableWriterFixture", "RandomStreams"]),
  house.tests("Figures"),
  house.tests("RandomStreams", with: ["_TemperTestSupport"]),
  house.tests("Spreadsheets", with: ["RandomStreams", "_TemperTestSupport"]),
  house.tests("Texts", with: ["RandomStreams"]),

  house.tests("InstanceSources", with: ["PatrolModel", "RandomStreams"]),
  house.tests("PatrolModel", with: ["RandomStreams", "_TemperTestSupport"]),
  house.tests("PlanFiles", with: ["PatrolModel", "RandomStreams", "_TemperTestSupport"]),
  house.tests("ScheduleChecking", with: ["PatrolModel", "RandomStreams", "_TemperTestSupport"]),

  house.tests(
    "Annealing",
    with: ["PatrolModel", "PenaltyModel", "QUBOModel", "RandomStreams", "_TemperTestSupport"]),
  house.tests(
    "FlipWalks", with: ["QUBOModel", "RandomStreams", "Tempering", "_TemperTestSupport"]),
  house.tests(
    "LayeredWalks", with: ["QUBOModel", "RandomStreams", "Tempering", "_TemperTestSupport"]),
  house.tests("LinearPrograms", with: ["RandomStreams"]),
  house.tests("QUBOFiles", with: ["QUBOModel", "RandomStreams"]),
  house.tests("QUBOModel", with: ["RandomStreams", "_TemperTestSupport"]),
  house.tests(
    "StudyStore", with: ["RandomStreams", "StudyWorkerFixture", "Tuning", "_TemperTestSupport"],
    products: [.grdb]),
  house.tests("Tempering", with: ["RandomStreams", "_TemperTestSupport"]),
  house.tests(
    "Tuning", with: ["RandomStreams", "_TemperTestSupport"], golden: ["truncated-normal.csv"]),

  house.tests(
    "ExactScheduling",
    with: [
      "LinearPrograms", "PatrolModel", "QUBOModel", "RandomStreams", "ScheduleChecking",
      "ScheduleFlows", "_TemperTestSupport",
    ]),
  house.tests(
    "PenaltyModel", with: ["PatrolModel", "QUBOModel", "RandomStreams", "_TemperTestSupport"]),
  house.tests(
    "ScheduleBalancing",
    with: ["PatrolModel", "RandomStreams", "ScheduleChecking", "_TemperTestSupport"]),
  house.tests(
    "ScheduleFlows",
    with: ["PatrolModel", "RandomStreams", "ScheduleChecking", "_TemperTestSupport"]),

  house.tests(
    "Reports", with: ["PatrolModel", "RandomStreams", "_TemperTestSupport"], golden: ["Golden"]),

  house.tests(
    "Workbench",
    with: [
      "Annealing", "ExactScheduling", "LinearPrograms", "PatrolModel", "PenaltyModel",
      "QUBOFiles", "QUBOModel", "RandomStreams", "Reports", "ScheduleChecking", "StudyStore",
      "Tuning", "_TemperTestSupport",
    ]),
  house.tests(
    "temper", with: ["LinearPrograms", "RandomStreams", "_TemperTestSupport"],
    golden: ["Golden"]),
]

let package = Package(
  name: "temper",
  products: [
    .executable(name: "temper", targets: ["temper"]),
    .library(name: "Temper", targets: ["Workbench", "PatrolModel"]),
    .library(name: "Tuning", targets: ["Tuning"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: house.targets + tests
)

// MARK: - How the house stands

/// A target, with what it imports.
struct Room {
  enum Kind {
    case library, program
    case c(included: [String])
    case system(package: String, debian: String)
  }

  enum Product {
    case argumentParser, grdb

    var dependency: Target.Dependency {
      switch self {
      case .argumentParser:
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      case .grdb: .product(name: "GRDB", package: "GRDB.swift")
      }
    }
  }

  let name: String
  let kind: Kind
  let imports: [String]
  let products: [Product]

  init(_ name: String, kind: Kind = .library, on imports: [String] = [], products: [Product] = []) {
    self.name = name
    self.kind = kind
    self.imports = imports
    self.products = products
  }

  func target(in folder: String) -> Target {
    let path = "Sources/\(folder)/\(name)"
    let dependencies =
      imports.map { Target.Dependency(stringLiteral: $0) } + products.map(\.dependency)
    return switch kind {
    case .library:
      .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
    case .program:
      .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
    case .c(let included):
      .target(name: name, dependencies: dependencies, path: path, exclude: included)
    case .system(let package, let debian):
      .systemLibrary(
        name: name, path: path, pkgConfig: package, providers: [.apt([debian])])
    }
  }
}

/// Targets of one height, in one folder, and the arrows that are allowed among them.
struct Floor {
  let name: String
  let height: Int
  let rooms: [Room]
  let arrows: [String: [String]]

  init(_ name: String, height: Int, _ rooms: [Room], arrows: [String: [String]]) {
    self.name = name
    self.height = height
    self.rooms = rooms
    self.arrows = arrows
  }
}

/// All floors; reading the manifest fails where an arrow does not point down.
struct House {
  let floors: [Floor]

  init(_ floors: [Floor]) {
    self.floors = floors
    for floor in floors {
      for room in floor.rooms {
        for name in room.imports { check(room, on: floor, imports: name) }
      }
    }
  }

  var targets: [Target] {
    floors.flatMap { floor in floor.rooms.map { $0.target(in: floor.name) } }
  }

  /// The tests of a target, which stand on its floor and may import what they need.
  func tests(
    _ name: String, with others: [String] = [], golden: [String] = [],
    products: [Room.Product] = []
  ) -> Target {
    guard let floor = floor(of: name) else { fatalError("there is no target \(name) to test") }
    let suite = name.prefix(1).uppercased() + name.dropFirst() + "Tests"
    return .testTarget(
      name: suite,
      dependencies: ([name] + others).map { Target.Dependency(stringLiteral: $0) }
        + products.map(\.dependency),
      path: "Tests/\(floor.name)/\(suite)", exclude: golden, swiftSettings: strict)
  }

  private func floor(of name: String) -> Floor? {
    floors.first { $0.rooms.contains { $0.name == name } }
  }

  private func check(_ room: Room, on floor: Floor, imports name: String) {
    guard let other = self.floor(of: name) else {
      fatalError("\(room.name) imports \(name), which stands on no floor")
    }
    if other.name == floor.name {
      guard floor.arrows[room.name]?.contains(name) == true else {
        fatalError(
          "\(room.name) may not import \(name): both are on the floor \(floor.name), "
            + "whose table of arrows in Package.swift has no such one")
      }
    } else if other.height >= floor.height {
      fatalError(
        "\(room.name) may not import \(name): \(floor.name) is no floor above \(other.name)")
    }
  }
}
