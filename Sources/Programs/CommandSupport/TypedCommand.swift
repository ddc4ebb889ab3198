extension Program {
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
