/// A reader of files, with what has to hold of any bytes that it is given.
///
/// It refuses them with an error or accepts them; what it accepts is written and read again and has
/// to be the same. That it comes back at all is seen by whoever calls it.
public struct ReaderCheck: Sendable {
  /// What a reader made of some bytes.
  public enum Outcome: Sendable {
    /// An error in words.
    case refused(String)
    /// What was read, in the writer's words.
    case accepted(written: [UInt8])
  }

  /// What is wrong with a reader or its writer, in one sentence.
  public struct Fault: Error, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) { self.description = description }
  }

  /// What the reader reads: the name of its folders.
  public let name: String
  private let read: @Sendable ([UInt8]) throws -> Outcome

  init(_ name: String, _ read: @escaping @Sendable ([UInt8]) throws -> Outcome) {
    self.name = name
    self.read = read
  }

  /// Reads, writes and reads again.
  ///
  /// - Throws: ``Fault`` if that gives something else, or an error says nothing or takes two lines.
  public func callAsFunction(_ bytes: [UInt8]) throws -> Outcome {
    let outcome = try read(bytes)
    if case .refused(let words) = outcome {
      guard !words.isEmpty, !words.utf8.contains(UInt8(ascii: "\n")) else {
        throw Fault("an error is not one line: \(words.debugDescription)")
      }
    }
    return outcome
  }
}

extension ReaderCheck {
  /// All readers of files that people give; a further one is a file beside this and a line here.
  public static let all =
    [instanceJSON, demandCSV, travelCSV, sectorsCSV, osrmJSON, scheduleCSV, safetensors]
    + quboFormats + [quboUntold] + [plan, weightsChoice, calendar, sectorShapes] + documents
    + [tableText, workbook, worksheet, dayTables] + operations + [studyRow, studyRecord]
    + [incidents, forecastAnswer]

  /// The check of a name.
  public static func named(_ name: String) -> Self? { all.first { $0.name == name } }
}

/// Ends with a fault unless two things are the same.
func expectSame<Value: Equatable>(
  _ first: Value, _ second: Value, _ what: @autoclosure () -> String
) throws(ReaderCheck.Fault) {
  guard first == second else { throw ReaderCheck.Fault("\(what()) differs when read again") }
}
