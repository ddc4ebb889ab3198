/// What an import took for granted, and what is wrong with its files, as it is found.
package final class ImportJournal {
  /// More errors than these help nobody who has to mend them one after the other.
  package static let mostErrors = 20

  package private(set) var remarks: [ImportRemark] = []
  private var known: Set<ImportRemark> = []
  package private(set) var errors: [ImportError] = []

  /// Begins without remarks and errors.
  package init() {}

  /// Notes something that was taken for granted.
  package func note(_ file: String, _ words: String) {
    add(ImportRemark(.note, "\(file): \(words)"))
  }

  /// Warns of something that may be wrong.
  package func warn(_ file: String, _ words: String) {
    add(ImportRemark(.warning, "\(file): \(words)"))
  }

  private func add(_ remark: ImportRemark) {
    if known.insert(remark).inserted { remarks.append(remark) }
  }

  /// Keeps an error, unless there are enough.
  package func report(_ error: ImportError) {
    if errors.count < Self.mostErrors { errors.append(error) }
  }

  /// Whether more errors would not be kept.
  package var isFull: Bool { errors.count >= Self.mostErrors }

  /// Does some work; its error is kept.
  package func collect<Value>(_ work: () throws(ImportError) -> Value) -> Value? {
    do throws(ImportError) { return try work() } catch {
      report(error)
      return nil
    }
  }

  /// Throws what is wrong, if anything is.
  package func check() throws(ImportFailure) {
    if let failure = ImportFailure(errors) { throw failure }
  }
}

/// Something about a planner's files that is said and stops nothing.
public struct ImportRemark: Hashable, Sendable, CustomStringConvertible {
  /// How much a remark matters.
  public enum Kind: String, Hashable, Sendable {
    /// Something was taken for granted.
    case note
    /// Something may be wrong.
    case warning
  }

  /// How much it matters.
  public let kind: Kind
  /// The place and what is there, in one line.
  public let words: String

  package init(_ kind: Kind, _ words: String) {
    self.kind = kind
    self.words = words
  }

  /// The kind and the words.
  public var description: String { "\(kind.rawValue): \(words)" }
}
