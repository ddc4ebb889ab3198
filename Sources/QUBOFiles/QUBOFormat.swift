/// The formats of files with quadratic functions and graphs.
public enum QUBOFormat: String, CaseIterable, Hashable, Sendable {
  /// Max-cut graphs of rudy, the G-set and BiqMac: `n m`, then `i j w`.
  case rudy
  /// OR-Library `bqp` files: several problems, the maximum of xᵀQx each.
  case orLibrary = "or-library"
  /// BiqMac `.sparse` files: the minimum of xᵀQx.
  case biqMac = "biqmac"
}

extension QUBOFormat {
  /// Whether the format asks for the least or the greatest value, unless a file says so itself.
  public var sense: QUBOFile.Sense {
    switch self {
    case .rudy, .orLibrary: .maximise
    case .biqMac: .minimise
    }
  }
}
