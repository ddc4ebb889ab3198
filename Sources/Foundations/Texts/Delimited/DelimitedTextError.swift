public import Failures

/// Where and why a text is not a table.
public struct DelimitedTextError: ClassifiedError, Hashable {
  /// What is wrong with the text.
  public enum Problem: Hashable, Sendable {
    /// The bytes are not UTF-8.
    case invalidUTF8
    /// A NUL character, which no table needs.
    case nul
    /// A carriage return that no line feed follows, outside quotes.
    case bareCarriageReturn
    /// A quote in a cell that does not begin with one.
    case strayQuote
    /// Something other than a delimiter or the end of the line after a closing quote.
    case textAfterQuote
    /// A quote that is never closed.
    case unterminatedQuote
    /// A line with another number of cells than the first one.
    case raggedRow(expected: Int, found: Int)
    /// More text than is read into memory.
    case tooLarge(bytes: Int)
  }

  /// What is wrong.
  public let problem: Problem
  /// The line, counted from one; line breaks in quotes count.
  public let line: Int
  /// The character in the line, counted from one in Unicode scalars.
  public let column: Int
}

extension DelimitedTextError {
  /// The position and the problem, with what to do.
  public var account: FailureAccount {
    FailureAccount(
      .invalidData, "line \(line), column \(column): \(problem.found)",
      remedy: .inWords(problem.advice))
  }
}

extension DelimitedTextError.Problem: CustomStringConvertible {
  /// The problem, with what to do.
  public var description: String { "\(found); \(advice)" }

  /// What there is in the text.
  public var found: String {
    switch self {
    case .invalidUTF8: "bytes that are not UTF-8"
    case .nul: "a NUL character"
    case .bareCarriageReturn: "a carriage return without a line feed"
    case .strayQuote: "a quote inside a cell"
    case .textAfterQuote: "text after the closing quote"
    case .unterminatedQuote: "a quote that is never closed"
    case .raggedRow(let expected, let found):
      "\(found) \(found == 1 ? "cell" : "cells") where the first line has \(expected)"
    case .tooLarge(let bytes):
      "\(TextSize.inWords(bytes)) where \(TextSize.inWords(TextSize.most)) is the most"
    }
  }

  /// What to do about it.
  public var advice: String {
    switch self {
    case .invalidUTF8, .nul: "save the file as UTF-8 text"
    case .bareCarriageReturn: "save the file with line ends LF or CRLF"
    case .strayQuote: "put the whole cell in quotes and write this one twice"
    case .textAfterQuote: "write quotes inside the cell twice"
    case .unterminatedQuote: "close it, or write it twice inside quotes"
    case .raggedRow: "add or remove cells"
    case .tooLarge: TextSize.advice.description
    }
  }
}
