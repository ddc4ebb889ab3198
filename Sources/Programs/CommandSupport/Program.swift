import Temper

/// What the program says of itself.
package enum Program {
  /// The version of the program, as in the changelog.
  package static let version = "0.1.0"

  /// Version, and what the program was built with and finds here.
  package static var description: String {
    let highs =
      switch HiGHSLibrary.shared {
      case .success(let library): "HiGHS \(library.version) (\(library.path))"
      case .failure: "no HiGHS found"
      }
    let kernels = KernelSet.available.map(\.description).joined(separator: ", ")
    return "\(version)\nSwift \(compiler), \(platform); kernels \(kernels); \(highs)"
  }

  /// The compiler that made the program, as far as a program can ask.
  private static var compiler: String {
    #if compiler(>=6.4)
    "6.4 or later"
    #elseif compiler(>=6.3)
    "6.3"
    #else
    "6.2"
    #endif
  }

  private static var platform: String {
    #if arch(x86_64)
    "x86_64"
    #elseif arch(arm64)
    "arm64"
    #else
    "another processor"
    #endif
  }
}
