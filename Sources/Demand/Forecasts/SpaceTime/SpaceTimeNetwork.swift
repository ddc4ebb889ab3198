import Networks

/// ST-ResNet: three residual networks over frames of the last hours, days and weeks, fused with a
/// small network over the calendar.
///
/// Zhang, Zheng & Qi, "Deep spatio-temporal residual networks for citywide crowd flows prediction",
/// AAAI 2017, doi:10.1609/aaai.v31i1.10735.
enum SpaceTimeNetwork {
  /// Hidden units of the calendar's network.
  private static let calendarUnits = 10

  /// The layers.
  ///
  /// - Parameters:
  ///   - grid: The cells.
  ///   - settings: How large.
  ///   - externals: Numbers of the calendar, and what else is known of an hour.
  ///   - head: What comes after the sum.
  /// - Returns: From frames, then externals, to a number for each cell.
  static func layers(
    _ grid: CellGrid, _ settings: SpaceTimeSettings, externals: Int, head: any NetworkHead
  ) -> any Layer {
    let shape = [grid.rows, grid.columns]
    func branch(_ name: String, frames: Int) -> Branches.Branch {
      // Figure 3 there: Conv1, L residual units, Conv2; equation 3: fused by a weight per cell.
      let units = (0..<settings.units).map { _ in
        ResidualUnit(channels: settings.channels, normalises: settings.normalisedSamples != nil)
      }
      let layers: [any Layer] =
        [Convolution(frames, settings.channels)] + units + [
          Rectifier(), Convolution(settings.channels, 1, start: head.lastWeights),
          Fusion([1] + shape, weight: settings.fusion),
        ]
      return .init(name, shape: [frames] + shape, Sequential(layers))
    }
    // Section 3.3 there: two fully connected layers, an embedding and one to the shape of the city.
    let said = head.correctsDayAhead ? 1 : grid.cellCount
    let calendar = Sequential(
      [
        Linear(externals, calendarUnits), Rectifier(),
        Linear(calendarUnits, said, start: head.lastWeights),
      ] + (head.correctsDayAhead ? [Broadcast(to: grid.cellCount)] : []))
    let branches = [
      ("closeness", settings.closeness + (head.correctsDayAhead ? 1 : 0)),
      ("period", settings.period), ("trend", settings.trend),
    ].filter { $0.1 > 0 }.map { branch($0.0, frames: $0.1) }
    return Sequential(
      [Branches(branches + [.init("calendar", shape: [externals], calendar)])] + head.layers)
  }
}

/// What comes after the branches: how counts become numbers for a network, and how what it says
/// becomes rates.
protocol NetworkHead: Sendable {
  /// The layers after the sum of the branches.
  var layers: [any Layer] { get }
  /// How the last maps of branches begin; `nil` as all others.
  var lastWeights: InitialWeights? { get }
  /// What is minimised.
  var loss: any Loss { get }
  /// Whether the day-ahead rates are corrected: they are an offset, and seen as a further frame of the
  /// first branch; the city's surprise is seen beside the calendar; and both speak of all cells alike,
  /// as a number for each cell and each hidden unit would fit chance, of which there is much more
  /// than there is to correct.
  var correctsDayAhead: Bool { get }
  /// A count as a branch sees it.
  func frame(_ count: Float) -> Float
  /// A count as the loss sees it.
  func target(_ count: Float) -> Float
  /// The rate that an output means.
  func rate(_ output: Float, offset: Float) -> Double
  /// What has to be known to use saved weights, by name.
  var constants: [String: Double] { get }
}

extension NetworkHead {
  var correctsDayAhead: Bool { false }
  var constants: [String: Double] { [:] }
}
