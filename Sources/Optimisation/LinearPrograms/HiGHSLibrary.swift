import CHiGHS
import Glibc

/// A HiGHS library, found when the program runs.
///
/// So Temper builds without HiGHS, and works without it where it is not needed. Looked for, in this
/// order: the path in `TEMPER_HIGHS_LIBRARY`; `.deps/highs/lib` of the package that the executable
/// was built in, where `make setup` puts it; `../lib/temper` beside an installed executable; the
/// system's library.
public struct HiGHSLibrary: Sendable {
  /// Who said where the library is.
  public enum Source: String, Sendable {
    /// Whoever names a file: the user by `TEMPER_HIGHS_LIBRARY`, or a caller.
    case named
    /// `make setup`, by what it left in the package's folder.
    case package
    /// `make install`, beside the executable.
    case installed
    /// The system, where its loader looks.
    case system
  }

  /// The library's file, as the loader names it.
  public let path: String
  /// Who said that it is there.
  public let source: Source
  /// The library's version, as in `1.15.1`.
  public let version: String

  /// Its functions, with the types of HiGHS's own header.
  let functions: CHiGHSFunctions

  /// The library of this process, or why there is none.
  public static let shared = Result { () throws(SolverError) in try find() }
}

// MARK: - Finding

extension HiGHSLibrary {
  /// Loads the library of a path, which stays until the process ends.
  ///
  /// - Throws: ``SolverError/unavailable(_:)`` with what the loader said.
  public init(path: String) throws(SolverError) { try self.init(loading: path, from: .named) }

  private init(loading name: String, from source: Source) throws(SolverError) {
    var path: UnsafePointer<CChar>?
    // A path of the longest kind, and some words.
    var complaint = [CChar](repeating: 0, count: Int(PATH_MAX) + 256)
    guard let functions = chighs_load(name, &path, &complaint, complaint.count) else {
      let words = complaint.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .unavailable([String(decoding: words, as: UTF8.self)])
    }
    self.path = path.map { String(cString: $0) } ?? name
    self.source = source
    self.functions = functions.pointee
    version = self.functions.versionText().map { String(cString: $0) } ?? "unknown"
  }

  /// The first candidate that can be trusted and loaded, and has all functions.
  private static func find() throws(SolverError) -> HiGHSLibrary {
    if let path = getenv(environmentVariable).map({ String(cString: $0) }), !path.isEmpty {
      return try HiGHSLibrary(path: path)
    }
    var attempts: [String] = []
    for (candidate, source) in candidates {
      do throws(SolverError) {
        return try HiGHSLibrary(loading: candidate.get(), from: source)
      } catch {
        guard case .unavailable(let reasons) = error else { throw error }
        attempts += reasons
      }
    }
    throw .unavailable(attempts)
  }

  /// What names the library that goes before all others.
  static let environmentVariable = "TEMPER_HIGHS_LIBRARY"

  private static var candidates: [(path: Result<String, SolverError>, source: Source)] {
    let packaged = PackageFolder.ofExecutable.flatMap { folder in
      let path = folder + "/.deps/highs/lib/libhighs.so"
      return access(path, F_OK) == 0 ? path : nil
    }
    let installed = PackageFolder.installed("libhighs.so")
    let ours: [(path: String?, source: Source)] = [(packaged, .package), (installed, .installed)]
    return ours.compactMap { path, source in
      path.map { path in
        (Result { () throws(SolverError) in try TrustedFile(path).path }, source)
      }
    } + ["libhighs.so.1", "libhighs.so"].map { (.success($0), .system) }
  }
}
