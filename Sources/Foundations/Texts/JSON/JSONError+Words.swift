extension JSONError {
  /// The error on one line: file, path, what was expected, what was found, what to do.
  package var words: String {
    let place = position.map { ":\($0.line):\($0.column)" } ?? ""
    let value = found.map { ", found \($0)" } ?? ""
    return "\(file.escaped)\(place): \(path): \(problem)\(value); \(advice)"
  }
}
