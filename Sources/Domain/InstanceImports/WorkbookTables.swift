import Tables

extension InstanceImport {
  /// The tables that a workbook has a sheet for, by the names of its sheets: `demand`, `travel`,
  /// `sectors`, `cars`, `rules`; none of what is no workbook.
  public static func tables(in workbook: File) -> Set<String> {
    guard let content = try? TableFile(parsing: workbook.bytes), content.isWorkbook else {
      return []
    }
    return Set(ImportKind.allCases.filter { $0.named(in: content) != nil }.map(\.rawValue))
  }
}
