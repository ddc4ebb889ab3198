public import Coefficients

extension QUBOFile {
  /// A file's content, and what it could not carry.
  public struct Text: Sendable {
    /// The content.
    public let bytes: [UInt8]
    /// What was left out or turned round, in sentences.
    public let notes: [String]
    /// What is to be added to the text's values to have those of the function.
    public let constantLeftOut: ExactDecimal
  }

  /// Writes the function in a format.
  ///
  /// Coefficients are exact or refused. A constant that the format has no place for, another sense
  /// and names of variables are left out, and the notes say so.
  ///
  /// - Throws: ``QUBOFileError`` if the format cannot express the function.
  public func text(as format: QUBOFormat) throws(QUBOFileError) -> Text {
    let values = ValuePolynomial(self, as: format)
    let buffer: TextBuffer
    switch format {
    case .rudy, .mqlibCut: buffer = try values.graph()
    case .orLibrary: buffer = TextBuffer("1\n") + (try values.matrix())
    case .biqMac, .mqlibQUBO: buffer = try values.matrix()
    case .qbsolv: buffer = try values.qbsolv()
    case .coo: buffer = try values.coo()
    case .bqmJSON: buffer = try values.bqmJSON()
    case .digitalAnnealerJSON: buffer = try values.digitalAnnealerJSON()
    case .qplib: buffer = try values.qplib()
    case .mcSparse: buffer = try values.matrix(isSymmetric: false)
    case .bqpJSON: buffer = try values.bqpJSON()
    case .matrixMarket: buffer = try values.matrixMarket()
    case .dense: buffer = try values.dense()
    case .lp: buffer = try values.lp()
    case .mps: buffer = try values.mps()
    }
    let zero = ExactDecimal(units: 0)
    let left = format.carriesConstant ? zero : values.constant
    var notes: [String] = []
    if left != zero {
      notes.append("The format has no place for the constant \(left): add it to every value.")
    }
    if values.sense != sense {
      notes.append("The format asks for the \(values.sense.rawValue): values have the other sign.")
    }
    if labels != nil && values.labels == nil {
      notes.append("The format has no place for the names of variables: they are numbered.")
    }
    if let rounding {
      notes.append(
        "The numbers are rounded to \(unit): no value is further off than "
          + "\(rounding.errorInWords).")
    }
    return Text(bytes: buffer.bytes, notes: notes, constantLeftOut: left)
  }
}
