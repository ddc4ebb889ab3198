/// What to do about a failure, or about a result that is none.
///
/// A library says which remedy helps; only a program knows by which option or command its user
/// takes it. Remedies that need neither are words, so that a text in quotes is a remedy:
/// `let remedy: Remedy = "check the path"`.
public enum Remedy: Hashable, Sendable {
  /// A change of the data, or of what is asked for, in these words.
  case inWords(String)

  // MARK: Files and formats

  /// Give a file in this format; without one, any that the program wrote.
  case fileInFormat(String?)
  /// Use the version of the program that wrote the file.
  case versionThatWrote
  /// Unpack the file first, by the program of this name.
  case unpack(file: String, by: String)
  /// Say in which of these formats the file is.
  case nameFormat([String])
  /// If the file holds a matrix, say in which format: one to minimise or one to maximise.
  case nameMatrixFormat(minimum: String, maximum: String)
  /// Write matrices in a format for them, such as this one.
  case writeMatrixFormat(String)
  /// Say which of so many problems of a file is meant.
  case chooseProblem(count: Int)
  /// Do not say which problem of the file is meant, as it holds one.
  case leaveOutProblem
  /// Do not say whether the least or the greatest value is sought, as the file does.
  case leaveOutSense
  /// Round numbers to a coarser unit than this one, 10^−`finest`, which is the finest that would do.
  case coarserScale(finest: Int)
  /// Give a file of a kind that there are pages of.
  case fileWithPage
  /// Give a new file for a study, or one that is a study.
  case otherStudy

  // MARK: Shifts and plans

  /// Name the file of the shift that another file is about.
  case nameInstance
  /// Name the file of the very shift that another file is about, instead of one of another shift.
  case nameOwnInstance
  /// Tune weights for the shift, or allow those of another one.
  case allowOtherInstance
  /// Give a plan that the checker accepts, or none.
  case feasiblePlan

  // MARK: Searches and solvers

  /// Allow more memory, or search in a way that needs less.
  case raiseMemoryLimit
  /// Allow more time than the limit before there is an answer.
  case raiseTimeLimit
  /// Take the exact method of this name.
  case otherMethod(String)
  /// Begin from another seed.
  case otherSeed
  /// Search longer.
  case moreTime
  /// Make breaking rules dearer.
  case largerWeights
  /// Search by moves that keep the demand.
  case movesThatKeepDemand
  /// Search by one of these moves, for which weights play a part.
  case movesWithWeights([String])
  /// Search by annealing instead of exactly.
  case anneal

  // MARK: Machines

  /// Install this library; an environment variable names one elsewhere.
  case installLibrary(String, variable: String)
  /// Install this package of Python; an environment variable names a Python that has it.
  case installPythonPackage(String, variable: String)
}

extension Remedy: ExpressibleByStringInterpolation {
  /// A remedy in words.
  public init(stringLiteral words: String) { self = .inWords(words) }
}

extension Remedy: CustomStringConvertible {
  /// The remedy as an order, or as the name of what to try, in words of no program.
  public var description: String {
    switch self {
    case .inWords(let words): words
    case .fileInFormat(let format?): "give a file in the format \(format)"
    case .fileInFormat(nil): "give a file that this program wrote"
    case .versionThatWrote: "use the version of the program that wrote it"
    case .unpack(_, let packer): "unpack it first, by \(packer)"
    case .nameFormat(let formats): "name its format, one of \(formats.joined(separator: ", "))"
    case .nameMatrixFormat(let minimum, let maximum):
      "if this is a matrix, name its format: \(minimum) (minimum) or \(maximum) (maximum)"
    case .writeMatrixFormat(let format): "choose a format for matrices, such as \(format)"
    case .chooseProblem(let count): "choose one, 1 to \(count)"
    case .leaveOutProblem: "leave out the number of the problem"
    case .leaveOutSense: "leave out the sense, or change the file"
    case .coarserScale(let finest): "round to units of 10^\(-finest) or coarser ones"
    case .fileWithPage: "give a plan (CSV), a result, a comparison, or a study"
    case .otherStudy: "name a new file, or one that is a study"
    case .nameInstance: "name the shift's file"
    case .nameOwnInstance: "name its own shift"
    case .allowOtherInstance: "tune weights for it, or allow those of another one"
    case .feasiblePlan: "give one that the checker accepts, or none"
    case .raiseMemoryLimit:
      "raise the memory limit, use fewer replicas, or exchange moves, which need no matrix"
    case .raiseTimeLimit: "raise the time limit"
    case .otherMethod(let method): "use the method \(method)"
    case .otherSeed: "another seed may help"
    case .moreTime: "more time"
    case .largerWeights: "larger weights"
    case .movesThatKeepDemand: "moves that keep the demand"
    case .movesWithWeights(let moves): "take the moves \(moves.joined(separator: " or "))"
    case .anneal: "annealing"
    case .installLibrary(let library, let variable):
      "install \(library), or set \(variable) to its path"
    case .installPythonPackage(let package, let variable):
      "install the Python package \(package), or set \(variable) to a Python that has it"
    }
  }
}
