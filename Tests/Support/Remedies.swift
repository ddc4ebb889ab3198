public import Failures

/// Remedies to test tables of words with: one of each case, and more where words differ by value.
public enum Remedies {
  /// At least one of each case.
  public static let samples: [Remedy] = [
    "check the path", .fileInFormat("temper-result"), .fileInFormat(nil), .versionThatWrote,
    .unpack(file: "a.rud.xz", by: "xz"), .nameFormat(["rudy", "coo"]),
    .nameMatrixFormat(minimum: "biqmac", maximum: "mqlib-qubo"), .writeMatrixFormat("mqlib-qubo"),
    .chooseProblem(count: 10), .leaveOutProblem, .leaveOutSense, .coarserScale(finest: 9),
    .fileWithPage, .otherStudy,
    .nameInstance, .nameOwnInstance, .allowOtherInstance, .feasiblePlan, .raiseMemoryLimit,
    .raiseTimeLimit, .otherMethod("aggregated"), .otherSeed, .moreTime, .largerWeights,
    .movesThatKeepDemand, .movesWithWeights(["flip", "one-hot"]), .anneal,
    .installLibrary("libx.so", variable: "X_LIBRARY"),
    .installPythonPackage("x", variable: "X_PYTHON"),
  ]

  /// How many cases there are.
  public static let caseCount = 28

  /// The number of a remedy's case, from 0; a new case needs a number here, and a sample above.
  public static func number(of remedy: Remedy) -> Int {
    switch remedy {
    case .inWords: 0
    case .fileInFormat: 1
    case .versionThatWrote: 2
    case .unpack: 3
    case .nameFormat: 4
    case .nameMatrixFormat: 5
    case .writeMatrixFormat: 6
    case .chooseProblem: 7
    case .leaveOutProblem: 8
    case .leaveOutSense: 9
    case .coarserScale: 27
    case .fileWithPage: 10
    case .otherStudy: 11
    case .nameInstance: 12
    case .nameOwnInstance: 13
    case .allowOtherInstance: 14
    case .feasiblePlan: 15
    case .raiseMemoryLimit: 16
    case .raiseTimeLimit: 17
    case .otherMethod: 18
    case .otherSeed: 19
    case .moreTime: 20
    case .largerWeights: 21
    case .movesThatKeepDemand: 22
    case .movesWithWeights: 23
    case .anneal: 24
    case .installLibrary: 25
    case .installPythonPackage: 26
    }
  }
}
