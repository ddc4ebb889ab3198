import ArgumentParser

extension Program {
  /// Throws if an argument is not UTF-8, as names of files may be: it would become another name.
  package static func checkArguments() throws {
    for number in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = CommandLine.unsafeArgv[number],
        String(validatingCString: argument) == nil
      else { continue }
      throw ValidationError(
        "Argument \(number), '\(String(cString: argument))', is not UTF-8; "
          + "rename the file, or name it by a link.")
    }
  }

  /// The command as it was typed, as a shell takes it again.
  package static var typedCommand: String {
    (["temper"] + CommandLine.arguments.dropFirst()).map(\.quotedForShell).joined(separator: " ")
  }
}

extension String {
  /// The word as a shell takes it for itself.
  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:+%@".utf8)

  package var quotedForShell: String {
    let isPlain = !isEmpty && utf8.allSatisfy(Self.plain.contains)
    return isPlain ? self : "'\(replacing("'", with: #"'\''"#))'"
  }
}
