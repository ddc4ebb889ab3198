/// The formats of files with quadratic functions and graphs.
public enum QUBOFormat: String, CaseIterable, Hashable, Sendable {
  /// Max-cut graphs of rudy, the G-set and BiqMac: `n m`, then `i j w`.
  case rudy
  /// OR-Library `bqp` files: several problems, the maximum of xᵀQx each.
  case orLibrary = "or-library"
  /// BiqMac `.sparse` files: the minimum of xᵀQx.
  case biqMac = "biqmac"
  /// qbsolv `.qubo` files.
  case qbsolv
  /// Coordinate lists of dimod, binary or of spins.
  case coo
  /// Binary quadratic models of dimod as JSON, schema 3.0.0.
  case bqmJSON = "bqm-json"
  /// Max-cut graphs of MQLib.
  case mqlibCut = "mqlib-cut"
  /// QUBOs of MQLib: the maximum of xᵀQx.
  case mqlibQUBO = "mqlib-qubo"
  /// Requests of the Digital Annealer's web interface as JSON.
  case digitalAnnealerJSON = "da-json"
  /// QPLIB files of unconstrained binary problems.
  case qplib
  /// McSparse `.bq` files: the minimum of a polynomial whose pairs are listed once.
  case mcSparse = "mcsparse"
  /// bqpjson of Los Alamos, version 1.
  case bqpJSON = "bqpjson"
  /// MatrixMarket files: the minimum of xᵀQx.
  case matrixMarket = "matrix-market"
  /// A square matrix Q, a row on each line: the minimum of xᵀQx.
  case dense
  /// CPLEX LP files with a quadratic objective over binary variables and no constraints.
  case lp
  /// MPS files with a quadratic objective, written only.
  case mps
}

extension QUBOFormat {
  /// The sense that the format prescribes; `nil` if each file states its own.
  public var sense: QUBOFile.Sense? {
    switch self {
    case .rudy, .orLibrary, .mqlibCut, .mqlibQUBO: .maximise
    case .biqMac, .qbsolv, .coo, .bqmJSON, .digitalAnnealerJSON, .mcSparse, .bqpJSON,
      .matrixMarket, .dense:
      .minimise
    case .qplib, .lp, .mps: nil
    }
  }

  /// Whether files of the format can be read, not only written.
  public var isReadable: Bool { self != .mps }

  /// Whether coefficients may have digits after the point.
  public var carriesDecimals: Bool {
    switch self {
    case .rudy, .orLibrary, .biqMac, .digitalAnnealerJSON: false
    case .qbsolv, .coo, .bqmJSON, .mqlibCut, .mqlibQUBO, .qplib, .mcSparse, .bqpJSON,
      .matrixMarket, .dense, .lp, .mps:
      true
    }
  }

  /// Whether there is a place for the constant.
  public var carriesConstant: Bool {
    switch self {
    case .bqmJSON, .bqpJSON, .digitalAnnealerJSON, .qplib, .lp, .mps: true
    case .rudy, .orLibrary, .biqMac, .qbsolv, .coo, .mqlibCut, .mqlibQUBO, .mcSparse,
      .matrixMarket, .dense:
      false
    }
  }

  /// Whether variables may be called so.
  func carries(_ label: QUBOFile.Label) -> Bool {
    switch (self, label) {
    case (.bqmJSON, _): true
    case (.coo, .number(let number)), (.digitalAnnealerJSON, .number(let number)),
      (.bqpJSON, .number(let number)):
      (0...Int(UInt32.max)).contains(number)
    default: false
    }
  }

  /// The formats' names in one line.
  static func names(_ formats: some Sequence<QUBOFormat> = allCases) -> String {
    formats.map(\.rawValue).joined(separator: ", ")
  }
}
