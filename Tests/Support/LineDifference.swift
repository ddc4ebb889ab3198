/// What changed between two texts, for the message of a failure.
public enum LineDifference {
  /// The lines that went (-) and came (+), with their numbers, the first forty.
  public static func text(from old: String, to new: String) -> String {
    let (old, new) = (old.split(separator: "\n"), new.split(separator: "\n"))
    return new.difference(from: old).prefix(40).map { change in
      switch change {
      case .remove(let offset, let line, _): "-\(offset + 1): \(line.prefix(200))"
      case .insert(let offset, let line, _): "+\(offset + 1): \(line.prefix(200))"
      }
    }.joined(separator: "\n")
  }
}
