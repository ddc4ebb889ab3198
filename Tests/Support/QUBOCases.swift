public import Foundation
public import Testing

/// A file after one that somebody reported of some program, and what is right for it.
public struct QUBOCase: Sendable, CustomTestStringConvertible {
  /// What is to be made of a file.
  public enum Expectation: Sendable {
    /// This least, or greatest, value, proven.
    case value(String)
    /// A refusal with these words in it.
    case refusal(String)
  }

  /// The file's name.
  public let file: String
  /// The format to name; `nil` if it has to be told.
  public let format: String?
  /// Which problem of the file.
  public let problem: Int?
  /// What is right.
  public let expectation: Expectation

  private init(
    _ file: String, _ expectation: Expectation, as format: String? = nil, problem: Int? = nil
  ) {
    self.file = file
    self.expectation = expectation
    self.format = format
    self.problem = problem
  }

  /// The content of the file.
  public func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Self.folder.appending(path: file)))
  }

  /// The file's name.
  public var testDescription: String { file }

  /// Where the files are.
  public static let folder = Repository.root.appending(path: "Tests/Fixtures/QUBOCases")

  /// All cases, one line each.
  public static let all = [
    QUBOCase("qs-offset.qs", .value("1")),
    QUBOCase("qs-offset-biqmac.sparse", .value("1")),
    QUBOCase("qubotools-scale-offset.qubo", .value("0")),
    QUBOCase("coo-offset-comment.coo", .value("41")),
    QUBOCase("coo-spin-diagonal.coo", .value("-3")),
    QUBOCase("coo-float-0.4-spin.coo", .value("-0.4")),
    QUBOCase("qbsolv-unconstrained.qubo", .value("-2")),
    QUBOCase("qbsolv-ij-swapped.qubo", .value("-3")),
    QUBOCase("qbsolv-p-first-tabs-crlf.qubo", .value("-12.5")),
    QUBOCase("qbsolv-empty-terms.qubo", .value("0")),
    QUBOCase("qbsolv-one-var.qubo", .value("-3")),
    QUBOCase("zero-couplers.qubo", .value("-1")),
    QUBOCase("coo-dup.coo", .refusal("the pair 1 0 was listed before, in line 2")),
    QUBOCase("coo-only-zeros.coo", .value("0")),
    QUBOCase("coo-1e-40.coo", .value("0")),
    QUBOCase("coo-mixed-1e9-1e-9.coo", .value("-0.000000001")),
    QUBOCase("coo-1e9-diff.coo", .value("-1000000000")),
    QUBOCase("coo-2p53.coo", .value("-9007199254740993")),
    QUBOCase("coo-2p62.coo", .value("-9223372036854776e3")),
    QUBOCase("unweighted-edges.mc", .value("2")),
    QUBOCase("rudy-all-negative.rud", .value("0")),
    QUBOCase("rudy-isolated.rud", .value("3")),
    QUBOCase("bq-no-diagonal.bq", .value("-6")),
    QUBOCase("bq-comments.bq", .value("-6")),
    QUBOCase("matrixmarket.mtx", .value("-5")),
    QUBOCase("mtx-sym.mtx", .value("-10")),
    QUBOCase("quboJ-constant-comment.rudy", .value("55")),
    QUBOCase("bqm-tuple-labels.json", .value("-2")),
    QUBOCase("bqm-float-label.json", .value("-2")),
    QUBOCase("bqm-null-label.json", .value("-2")),
    QUBOCase("bqm-unicode-labels.json", .value("-2")),
    QUBOCase("bqm-newline-label.json", .refusal("a text of one line")),
    QUBOCase("bqm-empty.json", .refusal("list all variables")),
    QUBOCase("bqm-spin-J-only.json", .value("-1")),
    QUBOCase("bqm-spin-odd.json", .value("-1.05")),
    QUBOCase("bqm-nan.json", .refusal("NaN")),
    QUBOCase("bqm-1e400.json", .refusal("a number that a double can hold")),
    QUBOCase("bqm-schema2.json", .value("-1")),
    QUBOCase("bqpjson.json", .value("-1.4")),
    QUBOCase("bqm-utf8-bom.json", .value("-2")),
    QUBOCase("bom.coo", .value("-1")),
    QUBOCase("cr-only.coo", .value("-2")),
    QUBOCase("fortran-D.coo", .value("-150")),
    QUBOCase("comma-decimals.coo", .refusal("a point before decimals")),
    QUBOCase("plus-dot.coo", .value("-3")),
    QUBOCase("underscore.coo", .refusal("expected a number")),
    QUBOCase("inf.coo", .refusal("expected a number")),
    QUBOCase("hex.coo", .refusal("expected a number")),
    QUBOCase("trailing-comment.coo", .value("-1")),
    QUBOCase("semicolon.coo", .refusal("looks like CSV")),
    QUBOCase("da-decimal.json", .value("-0.25")),
    QUBOCase("qplib-mini2.qplib", .value("6.75")),
    QUBOCase("qplib-constraint.qplib", .refusal("without constraints")),
    QUBOCase("qplib-LBN.qplib", .value("-3")),
    QUBOCase("written-by-temper.qplib", .value("4.5")),
    QUBOCase("written-plus-constraint-names.qplib", .value("4.5")),
    QUBOCase("header-float.mc", .value("2")),
    QUBOCase("orlib-2.txt", .value("4"), as: "or-library", problem: 2),
    QUBOCase("mqlib-diag-dup.txt", .refusal("the pair 1 1 was listed before"), as: "mqlib-qubo"),
    QUBOCase("edge-list-no-header.txt", .refusal("edges of a graph")),
    QUBOCase("dense-3x3.txt", .refusal("name its format, one of coo, dense")),
    QUBOCase("dense-3x3.txt", .value("0"), as: "dense"),
    QUBOCase("dense-2x2.txt", .value("-3")),
    QUBOCase("rliang.txt", .value("-5")),
    QUBOCase("dimacs.mc", .value("2")),
    QUBOCase("gset-percent.mc", .value("2")),
    QUBOCase("gset-0based.mc", .refusal("expected an index, 1 to 3")),
    QUBOCase("million.coo", .value("-1000000")),
    QUBOCase("below-million.coo", .value("-999999")),
    QUBOCase("six-decimals.coo", .value("-2.750001")),
    QUBOCase("ring7.coo", .value("-8")),
    QUBOCase("ring10.coo", .value("-11")),
    QUBOCase("neal33-small-h.coo", .value("-0.1")),
    QUBOCase("weak-ring-beside-strong-pairs.coo", .value("-3040")),
    QUBOCase("isolated-fields-R1.coo", .value("-342")),
    QUBOCase("isolated-fields-R10.coo", .value("-2520")),
    QUBOCase("names-hard.json", .value("-88.5")),
    QUBOCase("f01.json", .value("-0.2")),
    QUBOCase("f03.json", .value("-0.03333333333333326")),
  ]
}
