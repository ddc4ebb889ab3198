// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building and testing Temper never waits for it. It runs the checks
// that Temper's own tests run on files that broke a reader once; Temper lists them as a product only
// where TEMPER_FUZZING is set, as `make fuzz` does, and so stays without products for tests.
let package = Package(
  name: "temper-fuzzing",
  dependencies: [.package(name: "temper", path: "..")],
  targets: [
    .executableTarget(
      name: "fuzz", dependencies: [.product(name: "_ReaderChecks", package: "temper")],
      swiftSettings: [
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ]
)
