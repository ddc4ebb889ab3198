/// What a part of a workbook refers to (ECMA-376 part 2, 9.3): other parts, by kind and by identifier.
struct PartRelations {
  private var byID: [String: String] = [:]
  private var byKind: [String: String] = [:]

  /// Reads the relations of a part; of the package as a whole if the name is empty.
  ///
  /// A part that refers to nothing has no list of them.
  init(of part: String, in archive: ZipContents) throws(WorkbookFileError) {
    let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let folder = String(part[..<cut])
    let list = "\(folder)_rels/\(part[cut...]).rels"
    guard let bytes = try archive.content(list) else { return }
    var scanner = try XMLScanner(bytes, part: list)
    while let token = try scanner.next() {
      guard case .start("Relationship", let attributes) = token, let target = attributes["Target"],
        attributes["TargetMode"] != "External"
      else { continue }
      let path = Self.path(of: target, from: folder)
      if let id = attributes["Id"] { byID[id] = path }
      // The end of a kind's name is the same in the strict form and in that of most programs.
      if let kind = attributes["Type"]?.split(separator: "/").last {
        byKind[String(kind)] = byKind[String(kind)] ?? path
      }
    }
  }

  /// The first part of a kind, such as `sharedStrings`.
  func part(_ kind: String) -> String? { byKind[kind] }

  /// The part of an identifier.
  func part(id: String) -> String? { byID[id] }

  /// The path of a target in the archive: from its root, or from a folder.
  private static func path(of target: String, from folder: String) -> String {
    var pieces: [Substring] = []
    for piece in (target.hasPrefix("/") ? target : folder + target).split(separator: "/") {
      switch piece {
      case ".": break
      case "..": _ = pieces.popLast()
      default: pieces.append(piece)
      }
    }
    return pieces.joined(separator: "/")
  }
}
