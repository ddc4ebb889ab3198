import Glibc

/// A Python that runs code of its own installation only.
///
/// It is run in isolated mode, `-I`: neither the current folder, nor the user's own packages, nor
/// `PYTHONPATH` and its like have a say in what `import` finds.
struct PythonInterpreter {
  /// Its absolute path, whose links are not followed: a virtual environment is known by where it is.
  let path: String

  /// What names the Python that has OR-Tools.
  static let environmentVariable = "TEMPER_PYTHON"

  /// The interpreter that `TEMPER_PYTHON` names, by a path or a name, else `python3`.
  ///
  /// A name is looked for in the absolute folders of `PATH`.
  ///
  /// - Throws: ``SolverError/pythonFailed(_:)`` if there is none.
  init(environment: [String: String]) throws(SolverError) {
    let given = environment[Self.environmentVariable] ?? ""
    let name = given.isEmpty ? "python3" : given
    if name.contains("/") {
      path = name.hasPrefix("/") ? name : try Self.currentFolder() + "/" + name
    } else {
      let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
      guard let folder = folders.first(where: { Self.isProgram("\($0)/\(name)") }) else {
        throw .pythonFailed("there is no \(name) in any absolute folder of PATH")
      }
      path = "\(folder)/\(name)"
    }
    guard Self.isProgram(path) else { throw .pythonFailed("\(path) is no program") }
  }

  /// What it is started with to run a script.
  func arguments(for script: String) -> [String] { [path, "-I", "-c", script] }

  /// What is left of an environment for it.
  static func environment(from inherited: [String: String]) -> [String: String] {
    inherited.filter { !$0.key.hasPrefix("PYTHON") }
  }

  private static func isProgram(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }

  private static func currentFolder() throws(SolverError) -> String {
    guard let pointer = getcwd(nil, 0) else {
      throw .pythonFailed("the current folder: \(String(cString: strerror(errno)))")
    }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}
