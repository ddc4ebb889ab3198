// swift-tools-version: 6.2
import PackageDescription

// The layers of Temper. An arrow goes from a target to what it lists as dependencies, and only
// downwards: leaves know nothing of ours, engines never know each other, Workbench joins them,
// and only the executable parses arguments and prints.
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

func leaf(_ name: String) -> Target {
  .target(name: name, swiftSettings: strict)
}

func engine(_ name: String, on dependencies: [String]) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .init(stringLiteral: $0) }, swiftSettings: strict)
}

func tests(_ name: String, on dependencies: [String], golden: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies.map { .init(stringLiteral: $0) }, exclude: golden,
    swiftSettings: strict)
}

// Included by the C files, once per instruction set.
let kernelSources = ["bundle_kernels.inc", "dense_kernels.inc", "kernels.inc", "vectors.inc"]

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
  targets: [
    // Leaves.
    leaf("RandomStreams"),
    leaf("QuotedText"),
    leaf("QUBOModel"),
    leaf("DelimitedText"),
    leaf("DurableFiles"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    engine("Spreadsheets", on: ["CZlib"]),
    engine("StrictJSON", on: ["QuotedText"]),
    engine("PatrolModel", on: ["StrictJSON", "QuotedText"]),
    // In C, because only its functions can be compiled for more than one instruction set in one
    // build without flags that SwiftPM refuses in dependencies.
    .target(name: "CAnnealKernels", exclude: kernelSources),

    // Engines and files.
    engine("ScheduleChecking", on: ["PatrolModel", "QuotedText"]),
    engine("ScheduleFiles", on: ["PatrolModel", "DelimitedText"]),
    engine("Reports", on: ["PatrolModel"]),
    engine(
      "ScheduleExports", on: ["PatrolModel", "Reports", "ScheduleFiles", "Spreadsheets"]),
    engine("InstanceSources", on: ["PatrolModel", "RandomStreams", "DelimitedText"]),
    engine("PenaltyModel", on: ["PatrolModel", "QUBOModel"]),
    engine("ScheduleBalancing", on: ["PatrolModel"]),
    engine("ScheduleFlows", on: ["PatrolModel"]),
    leaf("LinearPrograms"),
    engine("Annealing", on: ["QUBOModel", "RandomStreams", "CAnnealKernels"]),
    engine(
      "ExactScheduling", on: ["PatrolModel", "QUBOModel", "ScheduleFlows", "LinearPrograms"]),
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    engine("Tuning", on: ["CGSL", "RandomStreams"]),
    .target(
      name: "StudyStore",
      dependencies: [
        "DurableFiles", "QuotedText", "StrictJSON", "Tuning",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    engine("QUBOFiles", on: ["QUBOModel", "StrictJSON", "QuotedText"]),
    engine("QUBOGenerators", on: ["QUBOFiles", "QUBOModel", "RandomStreams"]),

    // The only place that joins engines, and the command line on top of it.
    engine(
      "Workbench",
      on: [
        "PatrolModel", "QUBOModel", "RandomStreams", "DelimitedText", "DurableFiles",
        "ScheduleChecking", "ScheduleFiles", "InstanceSources", "PenaltyModel", "Annealing",
        "QUBOFiles", "QUBOGenerators", "ScheduleBalancing", "ScheduleFlows", "ExactScheduling",
        "LinearPrograms", "QuotedText", "Reports", "StrictJSON", "StudyStore", "Tuning",
      ]),
    .executableTarget(
      name: "temper",
      dependencies: [
        "Workbench", "PatrolModel", "QUBOModel", "ScheduleChecking", "ScheduleExports",
        "ScheduleFiles", "Spreadsheets", "Reports", "InstanceSources", "PenaltyModel", "Annealing",
        "DurableFiles", "QUBOFiles",
        "QUBOGenerators", "ExactScheduling", "LinearPrograms", "StudyStore", "Tuning",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // What tests share: oracles, random cases, statistics. No product depends on it.
    engine(
      "_TemperTestSupport",
      on: ["CGSL", "CZlib", "PatrolModel", "QUBOModel", "RandomStreams", "Tuning"]),

    // A process for the tests of DurableFiles to kill.
    .executableTarget(
      name: "DurableWriterFixture", dependencies: ["DurableFiles"],
      path: "Tests/Fixtures/DurableWriterFixture", swiftSettings: strict),

    // Workers on one study for the tests of StudyStore to kill and stop.
    .executableTarget(
      name: "StudyWorkerFixture", dependencies: ["StudyStore", "Tuning"],
      path: "Tests/Fixtures/StudyWorkerFixture", swiftSettings: strict),

    // Tests, one target per source target.
    tests("RandomStreamsTests", on: ["RandomStreams", "_TemperTestSupport"]),
    tests("PatrolModelTests", on: ["PatrolModel", "RandomStreams", "_TemperTestSupport"]),
    tests("QUBOModelTests", on: ["QUBOModel", "RandomStreams", "_TemperTestSupport"]),
    tests("DelimitedTextTests", on: ["DelimitedText", "RandomStreams"]),
    tests("DurableFilesTests", on: ["DurableFiles", "DurableWriterFixture", "RandomStreams"]),
    tests(
      "ScheduleCheckingTests",
      on: ["ScheduleChecking", "PatrolModel", "RandomStreams", "_TemperTestSupport"]),
    tests("ScheduleFilesTests", on: ["ScheduleFiles", "PatrolModel", "RandomStreams"]),
    tests("SpreadsheetsTests", on: ["Spreadsheets", "RandomStreams", "_TemperTestSupport"]),
    tests(
      "ScheduleExportsTests",
      on: [
        "ScheduleExports", "ScheduleFiles", "PatrolModel", "RandomStreams", "_TemperTestSupport",
      ]),
    tests(
      "ReportsTests", on: ["Reports", "PatrolModel", "RandomStreams", "_TemperTestSupport"],
      golden: ["Golden"]),
    tests("InstanceSourcesTests", on: ["InstanceSources", "PatrolModel", "RandomStreams"]),
    tests(
      "PenaltyModelTests",
      on: ["PenaltyModel", "PatrolModel", "QUBOModel", "RandomStreams", "_TemperTestSupport"]),
    tests(
      "ScheduleFlowsTests",
      on: [
        "ScheduleFlows", "PatrolModel", "RandomStreams", "ScheduleChecking", "_TemperTestSupport",
      ]),
    tests(
      "ScheduleBalancingTests",
      on: [
        "ScheduleBalancing", "PatrolModel", "RandomStreams", "ScheduleChecking",
        "_TemperTestSupport",
      ]),
    tests("LinearProgramsTests", on: ["LinearPrograms", "RandomStreams"]),
    tests(
      "ExactSchedulingTests",
      on: [
        "ExactScheduling", "LinearPrograms", "PatrolModel", "QUBOModel", "RandomStreams",
        "ScheduleChecking", "ScheduleFlows", "_TemperTestSupport",
      ]),
    tests(
      "AnnealingTests",
      on: [
        "Annealing", "CAnnealKernels", "PatrolModel", "PenaltyModel", "QUBOModel",
        "RandomStreams", "_TemperTestSupport",
      ]),
    tests(
      "TuningTests", on: ["Tuning", "RandomStreams", "_TemperTestSupport"],
      golden: ["truncated-normal.csv"]),
    .testTarget(
      name: "StudyStoreTests",
      dependencies: [
        "StudyStore", "StudyWorkerFixture", "RandomStreams", "Tuning", "_TemperTestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    tests("QUBOFilesTests", on: ["QUBOFiles", "QUBOModel", "RandomStreams"]),
    tests(
      "QUBOGeneratorsTests",
      on: ["QUBOFiles", "QUBOGenerators", "QUBOModel", "RandomStreams"]),
    tests(
      "WorkbenchTests",
      on: [
        "Workbench", "QUBOFiles", "Annealing", "PatrolModel", "PenaltyModel", "QUBOModel",
        "RandomStreams", "Reports", "ScheduleChecking", "ExactScheduling", "LinearPrograms",
        "StudyStore", "Tuning", "_TemperTestSupport",
      ]),
    tests(
      "TemperTests", on: ["temper", "LinearPrograms", "RandomStreams", "_TemperTestSupport"],
      golden: ["Golden"]),
  ]
)
