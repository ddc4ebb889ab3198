import Glibc

/// The functions of a HiGHS library, found when the program runs.
///
/// So Temper builds without HiGHS, and works without it where it is not needed. Looked for, in this
/// order: the path in `TEMPER_HIGHS_LIBRARY`; `.deps/highs/lib` in a folder above the executable,
/// where `make setup` puts it; the system's library. The names below are those of `highs_c_api.h`.
public struct HiGHSLibrary: Sendable {
  typealias Model = UnsafeMutableRawPointer
  typealias Numbers = UnsafePointer<Double>
  typealias Words = UnsafePointer<Int32>
  /// Kind of event, message, data from HiGHS, data to HiGHS, what was given with the callback.
  typealias Callback =
    @convention(c) (
      Int32, UnsafePointer<CChar>?, UnsafeRawPointer?, UnsafeMutableRawPointer?,
      UnsafeMutableRawPointer?
    ) -> Void

  let versionText: @convention(c) () -> UnsafePointer<CChar>?
  let create: @convention(c) () -> Model?
  let destroy: @convention(c) (Model) -> Void
  let integerSize: @convention(c) (Model) -> Int32
  let resetGlobalScheduler: @convention(c) (Int32) -> Void
  let setBool: @convention(c) (Model, UnsafePointer<CChar>, Int32) -> Int32
  let setInt: @convention(c) (Model, UnsafePointer<CChar>, Int32) -> Int32
  let setDouble: @convention(c) (Model, UnsafePointer<CChar>, Double) -> Int32
  let setSolution: @convention(c) (Model, Numbers?, Numbers?, Numbers?, Numbers?) -> Int32
  // Columns, rows, terms, format, sense; offset; costs; column bounds; row bounds; starts, indices.
  let passProgram:
    @convention(c) (
      Model, Int32, Int32, Int32, Int32, Int32, Double, Numbers, Numbers, Numbers, Numbers?,
      Numbers?, Words?, Words?, Numbers?, Words
    ) -> Int32
  let setCallback: @convention(c) (Model, Callback, UnsafeMutableRawPointer?) -> Int32
  let startCallback: @convention(c) (Model, Int32) -> Int32
  let callbackItem: @convention(c) (UnsafeRawPointer, UnsafePointer<CChar>) -> UnsafeRawPointer?
  let run: @convention(c) (Model) -> Int32
  let modelStatus: @convention(c) (Model) -> Int32
  let intInfo: @convention(c) (Model, UnsafePointer<CChar>, UnsafeMutablePointer<Int32>) -> Int32
  let longInfo: @convention(c) (Model, UnsafePointer<CChar>, UnsafeMutablePointer<Int64>) -> Int32
  let doubleInfo:
    @convention(c) (Model, UnsafePointer<CChar>, UnsafeMutablePointer<Double>) -> Int32
  let solution:
    @convention(c) (
      Model, UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>,
      UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>
    ) -> Int32

  /// The library of this process, or why there is none.
  public static let shared = Result { () throws(SolverError) in try find() }

  /// The library's version, as in `1.15.1`.
  public var version: String { versionText().map { String(cString: $0) } ?? "unknown" }
}

// MARK: - Finding

extension HiGHSLibrary {
  /// The first candidate that can be loaded and has all functions.
  private static func find() throws(SolverError) -> HiGHSLibrary {
    var attempts: [String] = []
    for path in candidates {
      guard let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) else {
        attempts.append(dlerror().map { String(cString: $0) } ?? path)
        continue
      }
      do throws(SymbolError) {
        let library = try HiGHSLibrary(Symbols(handle: handle))
        if library.hasNarrowIntegers { return library }
        attempts.append("\(path) was not built for integers of 32 bits")
      } catch { attempts.append("\(path) lacks \(error.name)") }
    }
    throw .unavailable(attempts)
  }

  /// Whether `HighsInt` has 32 bits, as the signatures above say.
  private var hasNarrowIntegers: Bool {
    guard let model = create() else { return false }
    defer { destroy(model) }
    return integerSize(model) == 4
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

  private struct SymbolError: Error {
    let name: String
  }

  private struct Symbols {
    let handle: UnsafeMutableRawPointer

    /// A function by its name; its type is that of the header.
    func callAsFunction<Function>(_ name: String) throws(SymbolError) -> Function {
      guard let symbol = dlsym(handle, name) else { throw SymbolError(name: name) }
      return unsafeBitCast(symbol, to: Function.self)
    }
  }

  private init(_ symbol: Symbols) throws(SymbolError) {
    versionText = try symbol("Highs_version")
    create = try symbol("Highs_create")
    destroy = try symbol("Highs_destroy")
    integerSize = try symbol("Highs_getSizeofHighsInt")
    resetGlobalScheduler = try symbol("Highs_resetGlobalScheduler")
    setBool = try symbol("Highs_setBoolOptionValue")
    setInt = try symbol("Highs_setIntOptionValue")
    setDouble = try symbol("Highs_setDoubleOptionValue")
    setSolution = try symbol("Highs_setSolution")
    passProgram = try symbol("Highs_passMip")
    setCallback = try symbol("Highs_setCallback")
    startCallback = try symbol("Highs_startCallback")
    callbackItem = try symbol("Highs_getCallbackDataOutItem")
    run = try symbol("Highs_run")
    modelStatus = try symbol("Highs_getModelStatus")
    intInfo = try symbol("Highs_getIntInfoValue")
    longInfo = try symbol("Highs_getInt64InfoValue")
    doubleInfo = try symbol("Highs_getDoubleInfoValue")
    solution = try symbol("Highs_getSolution")
  }
}
