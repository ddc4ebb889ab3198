/// Collects better states as they come, of very many every second one, and always the first and the
/// last.
package struct IncumbentTrace<Record> {
  private let most = 1024

  package private(set) var records: [Record] = []

  package init() {}

  package mutating func append(_ record: Record) {
    if records.count == most { records = stride(from: 0, to: most, by: 2).map { records[$0] } }
    records.append(record)
  }
}
