import ArgumentParser

/// What somebody who mistyped a command may have meant.
struct Suggestion {
  /// The word that is no command.
  let word: String
  /// The command it is most like, after those above it, as in `qubo solve`.
  let path: [String]

  /// Looks for the first word that is no command where one is expected.
  ///
  /// - Returns: `nil` if all words are commands, or no command is like the one that is not.
  init?(for arguments: [String], of root: any ParsableCommand.Type) {
    var command = root
    var path: [String] = []
    for word in arguments {
      let known = command.configuration.subcommands
      guard !known.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      if let next = known.first(where: { $0.name == word }) {
        command = next
        path.append(word)
        continue
      }
      // Two slips, or one in short names: further off, a guess would rather mislead.
      let near = known.map { (name: $0.name, distance: Self.distance(word, $0.name)) }
        .filter { $0.distance <= min(2, $0.name.count / 2) }
        .min { $0.distance < $1.distance }
      guard let near else { return nil }
      self.word = word
      self.path = path + [near.name]
      return
    }
    return nil
  }

  /// The slips that lead from one word to another: letters left out, put in, taken for others, and
  /// neighbours that changed places (optimal string alignment; Damerau 1964,
  /// doi:10.1145/363958.363994).
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [Array(0...b.count)]
    for i in 1...max(1, a.count) where i <= a.count {
      var row = [i]
      for j in 1...max(1, b.count) where j <= b.count {
        var least = min(
          rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          least = min(least, rows[i - 2][j - 2] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}

extension ParsableCommand {
  /// What the command is called where it is listed.
  fileprivate static var name: String {
    configuration.commandName ?? "\(self)".lowercased()
  }
}
