import Foundation
public import Testing

/// Libraries in C that tests load into programs.
public enum SharedLibrary {
  /// Makes a library of a file in `Tests/Fixtures`, by the C compiler of the machine.
  public static func compile(
    _ fixture: String, to path: String, flags: [String] = []
  ) throws {
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      ["cc", "-O1", "-shared", "-fPIC", "-o", path] + flags
      + [Repository.root.appending(path: "Tests/Fixtures/\(fixture)").path]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0)
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test where there is no C compiler.
  public static var needsCompiler: Self {
    .enabled(
      if: ["/usr/bin/cc", "/usr/local/bin/cc"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
      },
      "needs a C compiler: cc")
  }
}
