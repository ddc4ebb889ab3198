// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that building and testing Temper never waits for a web server.
let strict: [SwiftSetting] =
  [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

let temper = Target.Dependency.product(name: "Temper", package: "temper")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let web: [Target.Dependency] = [
  .product(name: "Hummingbird", package: "hummingbird"),
  .product(name: "HTTPTypes", package: "swift-http-types"),
  .product(name: "Logging", package: "swift-log"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
]
// The page, whose bytes become part of the program.
let page = [
  "api.js", "app.js", "demand.js", "editor.js", "grid.js", "icon.svg", "index.html", "map.js",
  "openapi.json", "run.js", "sayings.js", "screens.js", "studies.js", "style.css",
  "words.js",
]

let package = Package(
  name: "temper-server",
  products: [.executable(name: "temper-serve", targets: ["temper-serve"])],
  dependencies: [
    .package(name: "temper", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    // What Hummingbird stands on, named because it is imported by name.
    .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
  ],
  targets: [
    .target(name: "WorkbenchStore", dependencies: [grdb], swiftSettings: strict),
    .target(name: "WorkbenchPlans", dependencies: [temper], swiftSettings: strict),
    .target(
      name: "Workbench",
      dependencies: ["WorkbenchPlans", "WorkbenchStore", temper] + web,
      resources: page.map { .embedInCode("Page/\($0)") }, swiftSettings: strict),
    .executableTarget(
      name: "temper-serve",
      dependencies: [
        "Workbench", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Workbench", "WorkbenchPlans", "WorkbenchStore", temper, grdb,
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ] + web, swiftSettings: strict),
  ]
)
