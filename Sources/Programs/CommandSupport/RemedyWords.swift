import ComparisonOutput
package import Failures
import PlanOutput
import QUBOOutput
import StudyOutput

extension Remedy {
  /// The remedy in the words of this program: by options and commands where it has them.
  package var words: String {
    switch self {
    case .fileInFormat(let format): "give a file that \(Self.origin(of: format)) wrote"
    case .versionThatWrote: "use the version of temper that wrote it"
    case .unpack(let file, let packer): "unpack it first: \(Self.unpacking(by: packer)) \(file)"
    case .nameFormat(let formats): "give --format, one of \(formats.joined(separator: ", "))"
    case .nameMatrixFormat(let minimum, let maximum):
      "if this is a matrix, give its format: --format \(minimum) (minimum) or \(maximum) (maximum)"
    case .writeMatrixFormat(let format):
      "choose a format for matrices with --to, such as \(format)"
    case .chooseProblem(let count): "choose one with --problem, 1 to \(count)"
    case .leaveOutProblem: "leave out --problem"
    case .leaveOutSense: "leave out --sense, or change the file"
    case .coarserScale(let finest): "give --scale 1e\(finest) or less, or leave it out"
    case .fileWithPage:
      "give a plan (CSV), a result of solve --json or exact --json, a comparison.json, or a study"
    case .otherStudy: "name a new file, or one that temper tune made"
    case .nameInstance: "name the shift's file with --instance"
    case .nameOwnInstance: "name its own shift with --instance"
    case .allowOtherInstance: "tune weights for it, or add --any-instance"
    case .feasiblePlan: "give one that temper check accepts, or none"
    case .raiseMemoryLimit:
      "raise --memory-limit, use fewer --replicas, or --moves exchange, which needs no matrix"
    case .raiseTimeLimit: "raise --time-limit"
    case .otherMethod(let method): "use --method \(method)"
    case .otherSeed: "another --seed may help"
    case .movesThatKeepDemand: "--moves exchange"
    case .movesWithWeights(let moves): "give --moves \(moves.joined(separator: " or "))"
    case .anneal: "temper solve"
    case .installLibrary(let library, let variable):
      "run 'make setup' in Temper's folder, or set \(variable) to the path of \(library)"
    case .installPythonPackage(let package, let variable):
      "run 'pip install \(package)', or set \(variable) to a Python that has it"
    // Nothing that an option would do better.
    case .inWords, .moreTime, .largerWeights: description
    }
  }

  /// The command that writes a format; the program where none is known.
  private static func origin(of format: String?) -> String {
    switch format {
    case ResultDocument.format: "temper solve --json or temper exact --json"
    case ComparisonDocument.format: "temper compare"
    case QUBOResultDocument.schema: "temper qubo solve --json"
    case ChosenWeights.format: "temper tune"
    default: "temper"
    }
  }

  private static func unpacking(by packer: String) -> String {
    packer == "zip" ? "unzip" : "\(packer) -dk"
  }
}
