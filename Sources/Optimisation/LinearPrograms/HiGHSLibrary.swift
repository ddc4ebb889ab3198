import CHiGHS
import Glibc

/// A HiGHS library, found when the program runs.
///
/// So Temper builds without HiGHS, and works without it where it is not needed. Looked for, in this
/// order: the path in `TEMPER_HIGHS_LIBRARY`; `.deps/highs/lib` in a folder above the executable,
/// where `make setup` puts it; the system's library.
public struct HiGHSLibrary: Sendable {
  /// The library's file, as the loader names it.
  public let path: String
  /// The library's version, as in `1.15.1`.
  public let version: String

  /// Its functions, with the types of HiGHS's own header.
  let functions: CHiGHSFunctions

  /// The library of this process, or why there is none.
  public static let shared = Result { () throws(SolverError) in try find() }
}

// MARK: - Finding

extension HiGHSLibrary {
  /// Loads a library, which stays until the process ends.
  ///
  /// - Throws: ``SolverError/unavailable(_:)`` with what the loader said.
  private init(loading name: String) throws(SolverError) {
    var path: UnsafePointer<CChar>?
    // A path of the longest kind, and some words.
    var complaint = [CChar](repeating: 0, count: Int(PATH_MAX) + 256)
    guard let functions = chighs_load(name, &path, &complaint, complaint.count) else {
      let words = complaint.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .unavailable([String(decoding: words, as: UTF8.self)])
    }
    self.path = path.map { String(cString: $0) } ?? name
    self.functions = functions.pointee
    version = self.functions.versionText().map { String(cString: $0) } ?? "unknown"
  }

  /// The first candidate that can be loaded and has all functions.
  private static func find() throws(SolverError) -> HiGHSLibrary {
    var attempts: [String] = []
    for path in candidates {
      do throws(SolverError) { return try HiGHSLibrary(loading: path) } catch {
        guard case .unavailable(let reasons) = error else { throw error }
        attempts += reasons
      }
    }
    throw .unavailable(attempts)
  }

  private static var candidates: [String] {
    if let path = getenv("TEMPER_HIGHS_LIBRARY").map({ String(cString: $0) }), !path.isEmpty {
      return [path]
    }
    return [nearbyLibrary, "libhighs.so.1", "libhighs.so"].compactMap { $0 }
  }

  /// What `make setup` has put into a folder above the executable.
  private static var nearbyLibrary: String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &bytes, bytes.count)
    guard count > 0 else { return nil }
    var folder = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      let path = folder + "/.deps/highs/lib/libhighs.so"
      if access(path, R_OK) == 0 { return path }
    }
    return nil
  }
}
