// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building and testing Temper never waits for it. It runs Temper and
// its peers as programs; tuners are compared, and functions of known families drawn, through
// Temper's libraries.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "temper-benchmarks",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(name: "temper", path: ".."),
  ],
  targets: [
    .target(name: "BenchmarkStatistics", swiftSettings: strict),
    .target(
      name: "BenchmarkRuns",
      dependencies: ["BenchmarkStatistics", .product(name: "Temper", package: "temper")],
      swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: [
        "BenchmarkRuns",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(name: "TuningFunctions", swiftSettings: strict),
    .executableTarget(
      name: "bench-tuning",
      dependencies: [
        "BenchmarkStatistics", "TuningFunctions",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Temper", package: "temper"),
        .product(name: "Tuning", package: "temper"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "TuningFunctionsTests", dependencies: ["TuningFunctions"], swiftSettings: strict),
    .testTarget(
      name: "BenchmarkStatisticsTests", dependencies: ["BenchmarkStatistics"],
      swiftSettings: strict),
    .testTarget(
      name: "BenchmarkRunsTests", dependencies: ["BenchmarkRuns", "BenchmarkStatistics"],
      swiftSettings: strict),
  ]
)
